"""The frozen `cpcl-desktop`."""

import sys

from cpcl_desktop.__main__ import main

sys.exit(main())
