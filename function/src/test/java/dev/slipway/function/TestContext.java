package dev.slipway.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** The context of a call through an alias of version 7. */
record TestContext(String getAwsRequestId, String getInvokedFunctionArn) implements Context {
    static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:slipway-penguins-function";

    static TestContext live() {
        return new TestContext("request-1", ARN + ":live");
    }

    @Override
    public String getFunctionName() {
        return "slipway-penguins-function";
    }

    @Override
    public String getFunctionVersion() {
        return "7";
    }

    @Override
    public int getRemainingTimeInMillis() {
        return 12_345;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public String getLogGroupName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getLogStreamName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException();
    }
}
