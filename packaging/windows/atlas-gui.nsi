; The installer of Atlas for one user; build.py passes the names in ${...} and writes two of the files included.
; All it makes lies in $INSTDIR, the start menu and HKCU, and the uninstaller takes away just that. What the
; reader keeps (%LOCALAPPDATA%\atlas-gui) is never looked at.

Unicode true
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
; What is installed carries the moment of installing: the times of the builder's files stay out.
SetDateSave off

!include "MUI2.nsh"
!include "LogicLib.nsh"

!define CLASSES "Software\Classes"
!define PROGRAM "atlas-gui.exe"
!define LIBRARY_CLASS "Atlas.Library"
!define LINK_CLASS "Atlas.Link"
!define CAPABILITIES "Software\Atlas\Capabilities"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Atlas"

Name "Atlas"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Atlas"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Atlas ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Atlas"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Atlas"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "${WORK}/icons/atlas-gui.ico"
!define MUI_UNICON "${WORK}/icons/atlas-gui.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is that of systems in any other language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "SimpChinese"
!include "${WORK}/words.nsh"

; Waits until no Atlas runs from $INSTDIR: the file of a program that runs cannot be opened for writing.
!macro WAIT_UNTIL_CLOSED
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(CLOSE_FIRST)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 1
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

; Files and links become one quoted word behind "--", whatever they hold.
!macro OPENS CLASS
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\atlas-library.ico"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" open -- "%1"'
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  !insertmacro WAIT_UNTIL_CLOSED
  ; What an earlier version had and this one has not is taken away by the one who put it there.
  ReadRegStr $1 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $1 != ""
  ${AndIf} ${FileExists} "$1\uninstall.exe"
    ExecWait '"$1\uninstall.exe" /S _?=$1' $2
    ${If} $2 != 0
      SetErrorLevel 1
      Abort "$(CLOSE_FIRST)"
    ${EndIf}
    Delete "$1\uninstall.exe"
    RMDir "$1"
  ${EndIf}

  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  File "${WORK}/icons/atlas-library.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Atlas.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "$(COMMENT)"

  WriteRegStr HKCU "${CLASSES}\${LIBRARY_CLASS}" "" "$(LIBRARY)"
  !insertmacro OPENS "${LIBRARY_CLASS}"
  ; Other programs have files of this name too: Atlas offers itself, and is first only where nobody is.
  WriteRegNone HKCU "${CLASSES}\.atlas\OpenWithProgids" "${LIBRARY_CLASS}"
  ReadRegStr $1 HKCR ".atlas" ""
  ${If} $1 == ""
    WriteRegStr HKCU "${CLASSES}\.atlas" "" "${LIBRARY_CLASS}"
  ${EndIf}
  ; How "Open with" starts it over a file of any name.
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "Atlas"
  !insertmacro OPENS "Applications\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\atlas" "" "URL:Atlas"
  WriteRegStr HKCU "${CLASSES}\atlas" "URL Protocol" ""
  !insertmacro OPENS "atlas"
  WriteRegStr HKCU "${CLASSES}\${LINK_CLASS}" "" "URL:Atlas"
  !insertmacro OPENS "${LINK_CLASS}"

  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationName" "Atlas"
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationDescription" "$(COMMENT)"
  WriteRegStr HKCU "${CAPABILITIES}\FileAssociations" ".atlas" "${LIBRARY_CLASS}"
  WriteRegStr HKCU "${CAPABILITIES}\URLAssociations" "atlas" "${LINK_CLASS}"
  WriteRegStr HKCU "Software\RegisteredApplications" "Atlas" "${CAPABILITIES}"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Atlas"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro TELL_EXPLORER
SectionEnd

Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED
  !include "${WORK}/removal.nsh"
  Delete "$INSTDIR\atlas-library.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Atlas.lnk"

  DeleteRegValue HKCU "${CLASSES}\.atlas\OpenWithProgids" "${LIBRARY_CLASS}"
  ReadRegStr $1 HKCU "${CLASSES}\.atlas" ""
  ${If} $1 == "${LIBRARY_CLASS}"
    DeleteRegValue HKCU "${CLASSES}\.atlas" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.atlas\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.atlas"
  DeleteRegKey HKCU "${CLASSES}\${LIBRARY_CLASS}"
  DeleteRegKey HKCU "${CLASSES}\${LINK_CLASS}"
  DeleteRegKey HKCU "${CLASSES}\atlas"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  DeleteRegValue HKCU "Software\RegisteredApplications" "Atlas"
  DeleteRegKey HKCU "${CAPABILITIES}"
  DeleteRegKey /ifempty HKCU "Software\Atlas"
  DeleteRegKey HKCU "${UNINSTALL}"
  !insertmacro TELL_EXPLORER
SectionEnd
