"""What the beginning of a line claims: the days, the dates or the week that an entry of a log opens with."""

from tracker.core.log.claims.claim import Claim, may_claim, read_any_claim, read_claim, read_last_date
from tracker.core.log.claims.opening import Form

__all__ = ["Claim", "Form", "may_claim", "read_any_claim", "read_claim", "read_last_date"]
