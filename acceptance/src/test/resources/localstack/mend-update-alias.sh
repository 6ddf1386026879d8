#!/bin/bash
# LocalStack 4.14: UpdateAlias with weights answers 500. update_alias calls _create_routing_config_model(weights), which
# wants the version that the alias points at as well (create_alias gives it). Without this no traffic can be shifted there.
# Boot scripts run before LocalStack loads its services, so the source can still be mended.
set -euo pipefail
python3 - <<'PY'
import importlib.util
import pathlib

home = pathlib.Path(importlib.util.find_spec("localstack").submodule_search_locations[0])
provider = home / "services" / "lambda_" / "provider.py"
source = provider.read_text()
broken = "new_routing_config = self._create_routing_config_model(routing_config_dict)"
points_at = 'function.versions[changes.get("function_version") or alias.function_version]'
if broken in source:
    provider.write_text(source.replace(broken, broken[:-1] + ", " + points_at + ")"))
    print("mended UpdateAlias with weights")
else:
    print("UpdateAlias with weights needs no mending in this version of LocalStack")
PY
