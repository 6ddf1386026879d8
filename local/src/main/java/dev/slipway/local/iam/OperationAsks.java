package dev.slipway.local.iam;

import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Home;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Which action an operation is and on which resources, as AWS's Service Authorization Reference has it. An operation that
 * is not named here is the action of its own name on every resource: what is forgotten is refused sooner than let in.
 */
final class OperationAsks {
    private static final String ALL = "*";
    private static final Set<String> OF_ALIASES = Set.of("GetAlias", "UpdateAlias", "DeleteAlias");

    private OperationAsks() {}

    /** @param service the signing name */
    static List<Ask> of(String service, String operation, SdkPojo input) {
        return switch (service) {
            case "lambda" -> lambda(operation, input);
            case "logs" -> List.of(Ask.of("logs:" + operation, logs(operation, input)));
            case "monitoring" -> cloudWatch(operation, input);
            case "cloudformation" -> List.of(Ask.of("cloudformation:" + operation, stack(input)));
            case "iam" -> List.of(Ask.of("iam:" + operation, iam(input)));
            // Nobody can be kept from asking who they are; AssumeRole is decided with the role's trust policy
            case "sts" -> List.of();
            case "kms" -> List.of(Ask.of("kms:" + operation, key(input)));
            default -> List.of(Ask.of(service + ":" + operation, ALL));
        };
    }

    private static List<Ask> lambda(String operation, SdkPojo input) {
        String action = "lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation);
        String name =
                text(input, "FunctionName").or(() -> text(input, "Resource")).orElse("");
        if (name.isEmpty()) {
            return List.of(Ask.of(action, ALL));
        }
        String qualifier = OF_ALIASES.contains(operation)
                ? text(input, "Name").orElse("")
                : text(input, "Qualifier").orElse("");
        String bare = name.contains("function:") ? name.substring(name.indexOf("function:") + 9) : name;
        String function = Home.arn("lambda", "function:" + bare);
        Ask ask = Ask.of(action, qualifier.isEmpty() ? function : function + ":" + qualifier);
        Optional<Ask> passing = text(input, "Role")
                .map(role -> Ask.of("iam:PassRole", role).with("iam:PassedToService", "lambda.amazonaws.com"));
        return passing.map(pass -> List.of(ask, pass)).orElse(List.of(ask));
    }

    /** Operations on an alias may be allowed by the ARN of the alias or of its function: this is the second. */
    static Optional<Ask> ofFunction(String operation, Ask ofAlias) {
        String resource = ofAlias.resource();
        return OF_ALIASES.contains(operation) && ofAlias.action().startsWith("lambda:")
                ? Optional.of(Ask.of(ofAlias.action(), resource.substring(0, resource.lastIndexOf(':'))))
                : Optional.empty();
    }

    private static String logs(String operation, SdkPojo input) {
        String group = text(input, "LogGroupName")
                .or(() -> text(input, "LogGroupIdentifier"))
                .orElse("");
        if (group.startsWith("arn:")) {
            group = group.split(":", 7)[6].replaceAll(":\\*$", "");
        }
        String stream = text(input, "LogStreamName").orElse("");
        return Home.arn("logs", "log-group:" + group + ":log-stream:" + stream);
    }

    private static List<Ask> cloudWatch(String operation, SdkPojo input) {
        String action = "cloudwatch:" + operation;
        if (!operation.contains("Alarm")) {
            return List.of(Ask.of(action, ALL));
        }
        List<String> names = text(input, "AlarmName").map(List::of).orElseGet(() -> texts(input, "AlarmNames"));
        return names.isEmpty()
                ? List.of(Ask.of(action, Home.arn("cloudwatch", "alarm:*")))
                : names.stream()
                        .map(name -> Ask.of(action, Home.arn("cloudwatch", "alarm:" + name)))
                        .toList();
    }

    private static String stack(SdkPojo input) {
        String name = text(input, "StackName").orElse("");
        if (name.isEmpty()) {
            return ALL;
        }
        return name.startsWith("arn:") ? name : Home.arn("cloudformation", "stack/" + name + "/*");
    }

    private static String iam(SdkPojo input) {
        Optional<String> policy = text(input, "PolicyArn");
        Optional<String> role = text(input, "RoleName");
        return role.map(name -> "arn:aws:iam::" + Home.ACCOUNT + ":role/" + name)
                .or(() -> policy)
                .or(() -> text(input, "PolicyName").map(name -> "arn:aws:iam::" + Home.ACCOUNT + ":policy/" + name))
                .orElse(ALL);
    }

    private static String key(SdkPojo input) {
        String key = text(input, "KeyId").orElse("");
        if (key.isEmpty() || key.startsWith("arn:")) {
            return key.isEmpty() ? ALL : key;
        }
        return Home.arn("kms", key.startsWith("alias/") ? key : "key/" + key);
    }

    private static Optional<String> text(SdkPojo input, String member) {
        return input.sdkFields().stream()
                .filter(field -> field.memberName().equalsIgnoreCase(member))
                .findFirst()
                .map(field -> field.getValueOrDefault(input))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static List<String> texts(SdkPojo input, String member) {
        for (SdkField<?> field : input.sdkFields()) {
            if (field.memberName().equalsIgnoreCase(member)
                    && field.getValueOrDefault(input) instanceof Collection<?> all) {
                return all.stream().map(String::valueOf).toList();
            }
        }
        return List.of();
    }
}
