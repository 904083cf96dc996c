"""What was found of a bundle."""

import collections
import datetime

PASSED, INDETERMINATE, FAILED = "TOTAL-PASSED", "INDETERMINATE", "TOTAL-FAILED"
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
Finding = collections.namedtuple("Finding", "indication reason file why")
