"""Makes every bundle under models/ from public data: `python models/train/train.py [penguins] [diamonds] [digits]`.

One seed, one thread: the same files again, byte for byte, with the versions of requirements.txt on the same platform.
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # the order of a sum must not depend on the machine's cores

import argparse

from bundles import diamonds, digits, penguins

FAMILIES = {"penguins": penguins.make, "diamonds": diamonds.make, "digits": digits.make}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("families", nargs="*", metavar="NAME", help="of " + ", ".join(FAMILIES) + "; none: all")
    wanted = parser.parse_args().families or list(FAMILIES)
    unknown = [name for name in wanted if name not in FAMILIES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(FAMILIES)}")
    for name in wanted:
        for report in FAMILIES[name]():
            print(report)


if __name__ == "__main__":
    main()
