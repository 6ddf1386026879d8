package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.kms.Keys;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::KMS::Alias}. */
final class KeyAliasType implements ResourceType {
    private final Keys keys;

    KeyAliasType(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("AliasName");
    }

    @Override
    public Made create(Desired desired) {
        String alias = desired.text("AliasName");
        try {
            keys.name(alias, desired.text("TargetKeyId"), false);
        } catch (AwsError error) {
            if (!desired.resumed() || !error.code().equals("AlreadyExistsException")) {
                throw error;
            }
            keys.name(alias, desired.text("TargetKeyId"), true);
        }
        return new Made(alias, Map.of("Arn", Arns.regional("kms") + alias));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        keys.name(current.physicalId(), desired.text("TargetKeyId"), true);
        return current;
    }

    @Override
    public void delete(Made made) {
        try {
            keys.unname(made.physicalId());
        } catch (AwsError error) {
            if (!error.code().equals("NotFoundException")) {
                throw error;
            }
        }
    }
}
