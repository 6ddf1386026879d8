package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.ApiGateway;
import dev.slipway.local.iam.Roles;
import dev.slipway.local.kms.Keys;
import dev.slipway.local.lambda.Functions;
import dev.slipway.local.s3.Buckets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every type of resource that a template may name here. */
public final class ResourceTypes {
    private final Map<String, ResourceType> types;

    public ResourceTypes(Map<String, ResourceType> types) {
        this.types = new TreeMap<>(types);
    }

    /** @param project the folder against which a template's relative paths are resolved */
    public static ResourceTypes of(
            Path project,
            Functions functions,
            ApiGateway gateway,
            Buckets buckets,
            Roles roles,
            Alarms alarms,
            LogGroups logGroups,
            Keys keys) {
        Map<String, ResourceType> types = new TreeMap<>();
        types.put(
                "AWS::Serverless::Function",
                new FunctionType(functions, roles, new FunctionCodeSource(project, buckets)));
        types.put("AWS::Lambda::Version", new VersionType(functions));
        types.put("AWS::Lambda::Alias", new AliasType(functions));
        types.put("AWS::Lambda::Permission", new PermissionType(functions));
        types.putAll(ApiGatewayTypes.of(gateway));
        types.put("AWS::S3::Bucket", new BucketType(buckets));
        types.put("AWS::CloudWatch::Alarm", new AlarmType(alarms));
        types.put("AWS::Logs::LogGroup", new LogGroupType(logGroups));
        types.put("AWS::IAM::Role", new RoleType(roles));
        types.put("AWS::IAM::Policy", new PolicyType(roles));
        types.put("AWS::IAM::ManagedPolicy", new ManagedPolicyType(roles));
        types.put("AWS::S3::BucketPolicy", new BucketPolicyType(buckets));
        types.put("AWS::KMS::Key", new KeyType(keys));
        types.put("AWS::KMS::Alias", new KeyAliasType(keys));
        types.put("AWS::CloudWatch::Dashboard", new NominalType("arn:aws:cloudwatch::" + Arns.ACCOUNT + ":dashboard/"));
        return new ResourceTypes(types);
    }

    public Optional<ResourceType> find(String type) {
        return Optional.ofNullable(types.get(type));
    }

    public Set<String> names() {
        return types.keySet();
    }
}
