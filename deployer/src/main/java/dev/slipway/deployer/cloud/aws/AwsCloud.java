package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.Cloud;
import dev.slipway.deployer.cloud.CloudAccess;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.Metrics;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.RequestSigner;
import dev.slipway.deployer.cloud.Signatures;
import dev.slipway.deployer.cloud.Stacks;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The ports over the AWS SDK, one client a service, each built at its first call. */
public final class AwsCloud implements Cloud {
    private final AwsClients clients;
    private final AwsCalls calls;
    private final LazyClient<CloudFormationClient> cloudFormation;
    private final LazyClient<LambdaClient> lambda;
    private final LazyClient<CloudWatchClient> cloudWatch;
    private final LazyClient<S3Client> s3;
    private final LazyClient<StsClient> sts;
    private final LazyClient<KmsClient> kms;

    private AwsCloud(CloudAccess access) {
        clients = new AwsClients(access);
        calls = new AwsCalls(new AwsErrors(access));
        cloudFormation = new LazyClient<>(
                () -> clients.configure(CloudFormationClient.builder()).build());
        lambda =
                new LazyClient<>(() -> clients.configure(LambdaClient.builder()).build());
        cloudWatch = new LazyClient<>(
                () -> clients.configure(CloudWatchClient.builder()).build());
        s3 = new LazyClient<>(() -> clients.configure(S3Client.builder())
                .forcePathStyle(access.endpoint().isPresent())
                .build());
        sts = new LazyClient<>(() -> clients.configure(StsClient.builder()).build());
        kms = new LazyClient<>(() -> clients.configure(KmsClient.builder()).build());
    }

    public static Cloud open(CloudAccess access) {
        return new AwsCloud(access);
    }

    @Override
    public Stacks stacks() {
        return new CloudFormationStacks(cloudFormation, calls);
    }

    @Override
    public Functions functions() {
        return new LambdaFunctions(lambda, calls);
    }

    @Override
    public Metrics metrics() {
        return new CloudWatchMetrics(cloudWatch, calls);
    }

    @Override
    public ObjectStore objects(String bucket) {
        return new S3ObjectStore(s3, calls, bucket);
    }

    @Override
    public Signatures signatures() {
        return new KmsSignatures(kms, calls);
    }

    @Override
    public RequestSigner requestSigner() {
        return new ExecuteApiSigner(calls, clients.credentials(), clients::region);
    }

    @Override
    public String caller() {
        return calls.call(
                "sts:GetCallerIdentity",
                "the caller",
                () -> sts.get().getCallerIdentity().arn());
    }

    @Override
    public void close() {
        cloudFormation.close();
        lambda.close();
        cloudWatch.close();
        s3.close();
        sts.close();
        kms.close();
        clients.close();
    }
}
