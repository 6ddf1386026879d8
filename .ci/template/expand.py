"""Expands template.yaml with the SAM translator and resolves it for given parameters, as CloudFormation would.

What depends on parameters alone is worked out: conditions, rules, Fn::If, Fn::Split. References between resources stay.
`expand.py FOLDER` writes the expansion of every combination, which cfn-lint and checkov then judge.
"""

import copy
import json
import pathlib
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.metrics.metrics import Metrics
from samtranslator.translator.transform import transform

import combinations

TEMPLATE = pathlib.Path(__file__).resolve().parents[2] / "template.yaml"
CODE = "function/target/slipway-function-x64.jar"
NOTHING = object()

# The translator counts its own use for AWS, and complains on stderr when nobody asks for the figures.
Metrics.__del__ = lambda metrics: None


def source():
    """The template as it is written, intrinsic functions in their long form."""
    return json.loads(json.dumps(yaml_parse(TEMPLATE.read_text(encoding="utf-8"))))


def values(template, given):
    """Every parameter's value: the one given, else its default."""
    declared = template["Parameters"]
    unknown = set(given) - set(declared)
    assert not unknown, f"the template has no parameters {sorted(unknown)}"
    missing = {name for name, body in declared.items() if "Default" not in body} - set(given)
    assert not missing, f"the parameters {sorted(missing)} need values"
    return {name: str(given.get(name, body.get("Default"))) for name, body in declared.items()}


def broken_rules(given):
    """What the rules say against these parameters."""
    template = source()
    resolver = Resolver(template, values(template, given))
    return [
        assertion["AssertDescription"]
        for rule in template["Rules"].values()
        if "RuleCondition" not in rule or resolver.truth(rule["RuleCondition"])
        for assertion in rule["Assertions"]
        if not resolver.truth(assertion["Assert"])
    ]


def expand(given):
    """The template that CloudFormation makes resources of, for these parameters."""
    template = source()
    chosen = values(template, given)
    function = template["Resources"]["Function"]["Properties"]
    assert function["CodeUri"] == CODE, function["CodeUri"]
    function["CodeUri"] = "s3://bucket/function.jar"  # where `sam deploy` puts it
    expanded = transform(copy.deepcopy(template), chosen, NoManagedPolicies())
    resolver = Resolver(expanded, chosen)
    resources = {
        name: resolver.entries({key: value for key, value in resource.items() if key != "Condition"})
        for name, resource in expanded["Resources"].items()
        if "Condition" not in resource or resolver.condition(resource["Condition"])
    }
    outputs = {
        name: resolver.entries({key: value for key, value in output.items() if key != "Condition"})
        for name, output in expanded["Outputs"].items()
        if "Condition" not in output or resolver.condition(output["Condition"])
    }
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources, "Outputs": outputs}


class NoManagedPolicies:
    """The template names no managed policy by SAM's short names."""

    def load(self):
        return {}


class Resolver:
    """Works out what depends on parameters alone."""

    def __init__(self, template, chosen):
        self.template = template
        self.chosen = chosen

    def condition(self, name):
        return self.truth(self.template["Conditions"][name])

    def truth(self, node):
        (function, argument), = node.items()
        if function == "Fn::Equals":
            left, right = (str(self.resolved(side)) for side in argument)
            return left == right
        if function == "Fn::Not":
            return not self.truth(argument[0])
        if function == "Fn::And":
            return all(self.truth(each) for each in argument)
        if function == "Fn::Or":
            return any(self.truth(each) for each in argument)
        if function == "Condition":
            return self.condition(argument)
        raise AssertionError(f"unknown condition function {function}")

    def resolved(self, node):
        if isinstance(node, list):
            return [each for each in map(self.resolved, node) if each is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), = node.items()
            if function == "Ref" and argument == "AWS::NoValue":
                return NOTHING
            if function == "Ref" and argument in self.chosen:
                return self.chosen[argument]
            if function == "Fn::If":
                return self.resolved(argument[1 if self.condition(argument[0]) else 2])
            if function == "Fn::Split":
                return self.resolved(argument[1]).split(argument[0])
            if function == "Fn::Sub" and isinstance(argument, str):
                return self.substituted(argument)
        return self.entries(node)

    def substituted(self, text):
        """Parameters as their values; what names a resource or a pseudo parameter is CloudFormation's to fill in."""
        for name, value in self.chosen.items():
            text = text.replace("${" + name + "}", value)
        return {"Fn::Sub": text} if "${" in text else text

    def entries(self, node):
        pairs = {key: self.resolved(value) for key, value in node.items()}
        return {key: value for key, value in pairs.items() if value is not NOTHING}


def without_needless_skips(expanded, given):
    """Leaves no skip of a check that these parameters satisfy: there it has to pass."""
    satisfied = {
        "CKV_AWS_59": given["Auth"] != "none",
        "CKV_AWS_73": given.get("Tracing") == "Active",
        "CKV_AWS_111": "Tracing" not in given and "SubnetIds" not in given,
        "CKV_AWS_115": "ReservedConcurrency" in given,
        "CKV_AWS_117": "SubnetIds" in given,
    }
    for resource in expanded["Resources"].values():
        checkov = resource.get("Metadata", {}).get("checkov")
        if checkov:
            checkov["skip"] = [skip for skip in checkov["skip"] if not satisfied.get(skip["id"])]
    return expanded


def main(folder):
    for name, given in combinations.all_of_them():
        broken = broken_rules(given)
        assert not broken, f"{name} is refused: {broken}"
        expanded = without_needless_skips(expand(given), given)
        (folder / f"{name}.json").write_text(json.dumps(expanded, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
