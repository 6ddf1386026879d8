package dev.slipway.local.stack.resource;

import dev.slipway.local.apigateway.ApiGateway;
import dev.slipway.local.apigateway.rest.RestApiPlanes;
import java.util.Map;
import java.util.TreeMap;

/** The types of resource that API Gateway makes: those of HTTP APIs and those of REST APIs. */
final class ApiGatewayTypes {
    private ApiGatewayTypes() {}

    static Map<String, ResourceType> of(ApiGateway gateway) {
        RestApiPlanes rest = gateway.rest();
        Map<String, ResourceType> types = new TreeMap<>();
        types.put("AWS::ApiGatewayV2::Api", new ApiType(gateway.apis()));
        types.put("AWS::ApiGatewayV2::Authorizer", new HttpAuthorizerType(gateway.authorizers()));
        types.put("AWS::ApiGatewayV2::Integration", new IntegrationType(gateway.apis()));
        types.put("AWS::ApiGatewayV2::Route", new RouteType(gateway.apis()));
        types.put("AWS::ApiGatewayV2::Stage", new StageType(gateway.apis()));
        types.put("AWS::ApiGateway::RestApi", new RestApiType(rest.apis()));
        types.put("AWS::ApiGateway::Resource", new RestResourceType(rest.apis()));
        types.put("AWS::ApiGateway::Method", new RestMethodType(rest.methods()));
        types.put("AWS::ApiGateway::Deployment", new RestDeploymentType(rest.deployments()));
        types.put("AWS::ApiGateway::Stage", new RestStageType(rest.stages()));
        types.put("AWS::ApiGateway::Authorizer", new RestAuthorizerType(rest.authorizers()));
        types.put("AWS::ApiGateway::ApiKey", new ApiKeyType(rest.keys().keys()));
        types.put("AWS::ApiGateway::UsagePlan", new UsagePlanType(rest.keys().plans()));
        types.put(
                "AWS::ApiGateway::UsagePlanKey",
                new UsagePlanKeyType(rest.keys().plans()));
        // The role by which API Gateway writes logs: it writes none here.
        types.put("AWS::ApiGateway::Account", new NominalType(Arns.regional("apigateway") + "account/"));
        return types;
    }
}
