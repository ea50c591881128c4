"""Words by which columns and what stands in them are recognised, folded: no capitals, no accents."""

from collections.abc import Mapping

from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.exchange.importing.profile.choices import ColumnMeaning as Column

# The first that fits is taken, so that the more special stand before the more general.
HEADERS: Mapping[Column, frozenset[str]] = {
    Column.IDENTIFIER: frozenset("id nr nummer kennung identifier number no aktenzeichen az numero projectid".split()),
    Column.CURRENCY: frozenset("currency wahrung waehrung devise moneda valuta moeda валюта 货币".split()),
    Column.AMOUNT: frozenset(
        "amount betrag summe volumen value wert montant monto importe valor sum kosten cost costs preis "
        "price сумма 金额".split()
    ),
    Column.SIGNED: frozenset(
        "signed unterzeichnet unterzeichnung unterschrift signature signedon datesigned signe firmado firma "
        "vertragsdatum подписан 签署日期".split()
    ),
    Column.IN_FORCE: frozenset("inforce inkrafttreten force kraft entryintoforce vigor vigueur".split()),
    Column.STARTED: frozenset("start started beginn begin anfang from debut inicio von 开始".split()),
    Column.ENDED: frozenset("end ended ende until fin bis schluss laufzeitende 结束".split()),
    Column.ANNOUNCED: frozenset("announced angekundigt ankundigung annonce anunciado".split()),
    Column.HELD: frozenset("held besuch visit treffen meeting".split()),
    Column.STATUS: frozenset("status stand stage etat estado stato phase fortschritt статус 状态".split()),
    Column.SECTOR: frozenset("sector sektor bereich branche secteur settore сектор 领域 subject thema".split()),
    Column.KIND: frozenset("kind type art typ kategorie category categoria вид 类型 form".split()),
    Column.SOURCE: frozenset("source quelle sources quellen fuente fonte источник 来源 url link".split()),
    Column.SUMMARY: frozenset(
        "summary description beschreibung zusammenfassung inhalt resumen descripcion 描述 описание".split()
    ),
    Column.TITLE: frozenset(
        "title titel titre titulo titolo name bezeichnung betreff projekt project vorhaben abkommen "
        "agreement gegenstand название 标题 名称".split()
    ),
    Column.PARTIES: frozenset(
        "country countries land lander laender pays pais paises partner partei parteien party parties staat "
        "partnerland geber empfanger nehmer donor recipient lender borrower страна 国家".split()
    ),
    Column.PLACE: frozenset("place ort lieu lugar location standort место 地点".split()),
    Column.ORGANISATION: frozenset(
        "company firma unternehmen organisation organization bank agency agentur behorde ministerium "
        "empresa entreprise auftragnehmer contractor".split()
    ),
    Column.DATED: frozenset("datum date fecha jahr year ano annee дата 日期".split()),
}  # fmt: skip
GERMAN_HEADERS = frozenset(
    "titel betrag wahrung waehrung datum quelle land bemerkung beschreibung stand kategorie nr jahr "
    "unterzeichnet beginn ende empfanger geber bezeichnung".split()
)
STEP_WORDS: Mapping[str, Step] = {
    **dict.fromkeys("discussed gesprach verhandlung verhandelt negotiation negotiated".split(), Step.DISCUSSED),
    **dict.fromkeys("announced angekundigt zugesagt pledge pledged planned geplant pipeline annonce anunciado".split(), Step.ANNOUNCED),
    **dict.fromkeys("mou memorandum absichtserklarung preliminary rahmenabkommen vorvertrag".split(), Step.PRELIMINARY),
    **dict.fromkeys("signed unterzeichnet unterschrieben vereinbart commitment committed signe firmado".split(), Step.SIGNED),
    **dict.fromkeys("force kraft ratifiziert ratified".split(), Step.IN_FORCE),
    **dict.fromkeys("ongoing laufend lauft active aktiv implementation umsetzung bau underway execution".split(), Step.UNDER_WAY),
    **dict.fromkeys("completed completion abgeschlossen fertig erledigt finished done beendet termine terminado".split(), Step.COMPLETED),
    **dict.fromkeys("suspended ausgesetzt unterbrochen ruht suspendu".split(), Step.SUSPENDED),
    **dict.fromkeys("cancelled canceled abgesagt gestrichen storniert abgebrochen annule cancelado".split(), Step.CANCELLED),
    **dict.fromkeys("terminated gekundigt denounced".split(), Step.TERMINATED),
    **dict.fromkeys("superseded ersetzt abgelost".split(), Step.SUPERSEDED),
}  # fmt: skip
KIND_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys("treaty abkommen staatsvertrag agreement traite tratado protocol protokoll".split(), Kind.TREATY),
    **dict.fromkeys("contract vertrag liefervertrag auftrag contrat contrato lieferung kauf".split(), Kind.CONTRACT),
    **dict.fromkeys("investment investition beteiligung inversion investissement".split(), Kind.INVESTMENT),
    **dict.fromkeys("loan kredit darlehen credit pret prestamo".split(), Kind.LOAN),
    **dict.fromkeys("grant zuschuss schenkung spende donation hilfe aid don donacion".split(), Kind.GRANT),
    **dict.fromkeys("visit besuch treffen meeting talks gesprach staatsbesuch visite visita".split(), Kind.VISIT),
    **dict.fromkeys("statement erklarung declaration aussage".split(), Kind.STATEMENT),
    **dict.fromkeys("trade handel export import comercio commerce".split(), Kind.TRADE),
    **dict.fromkeys("security militar sicherheit manover military".split(), Kind.SECURITY),
}  # fmt: skip
SECTOR_WORDS: Mapping[str, Sector] = {
    **{sector.value: sector for sector in Sector},
    **dict.fromkeys("landwirtschaft agrar agricultura".split(), Sector.AGRICULTURE),
    **dict.fromkeys("kultur bildung education".split(), Sector.CULTURE),
    **dict.fromkeys("verteidigung rustung defense".split(), Sector.DEFENCE),
    **dict.fromkeys("diplomatie politik".split(), Sector.DIPLOMACY),
    **dict.fromkeys("energie strom energia erdol ol gas oil".split(), Sector.ENERGY),
    **dict.fromkeys("umwelt klima wasser water".split(), Sector.ENVIRONMENT),
    **dict.fromkeys("finanzen finanz banken banking".split(), Sector.FINANCE),
    **dict.fromkeys("gesundheit medizin sante salud".split(), Sector.HEALTH),
    **dict.fromkeys("humanitar nothilfe".split(), Sector.HUMANITARIAN),
    **dict.fromkeys("industrie produktion manufacturing".split(), Sector.INDUSTRY),
    **dict.fromkeys("medien presse".split(), Sector.MEDIA),
    **dict.fromkeys("bergbau rohstoffe mineria".split(), Sector.MINING),
    **dict.fromkeys("kernkraft atom".split(), Sector.NUCLEAR),
    **dict.fromkeys("wissenschaft forschung research".split(), Sector.SCIENCE),
    **dict.fromkeys("raumfahrt weltraum".split(), Sector.SPACE),
    **dict.fromkeys("telekommunikation telekom telecom".split(), Sector.TELECOMMUNICATIONS),
    **dict.fromkeys("handel tourismus".split(), Sector.TRADE),
    **dict.fromkeys("verkehr transporte bahn eisenbahn strasse hafen rail port".split(), Sector.TRANSPORT),
}  # fmt: skip
