"""Prints the parameters of each kind of access, a line each, as cfn-lint takes them."""

import combinations

for name, given in combinations.all_of_them():
    if name.endswith("-x86_64-full"):
        print(*(f"{key}={value}" for key, value in given.items()))
