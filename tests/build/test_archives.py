"""What the linker sees of the libraries."""
import re

import pytest
from process import run


@pytest.mark.parametrize("archive", ["libscan/libscan.a", "analyzers/libscan_builtin.a"])
def test_no_static_initialisers(dev_build, archive):
    """Nothing runs before main: a program that links the library and does not scan pays nothing."""
    symbols = run("nm", "-A", "-C", dev_build / archive, check=True).stdout
    initialisers = re.findall(r"^.*:(\S+\.o):.*_GLOBAL__sub_I_\S+", symbols, re.MULTILINE)
    assert not initialisers
