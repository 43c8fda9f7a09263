"""`python -m cpcl_train.cli`, the same as `cpcl-train`."""

import sys

from cpcl_train.cli.main import main

sys.exit(main())
