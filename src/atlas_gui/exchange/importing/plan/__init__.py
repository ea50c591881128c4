"""What an import would change in a library, told beforehand, and done only if it is accepted."""

from atlas_gui.exchange.importing.plan.planning import ImportPlan, plan_import
from atlas_gui.exchange.importing.plan.report import ImportReport

__all__ = ["ImportPlan", "ImportReport", "plan_import"]
