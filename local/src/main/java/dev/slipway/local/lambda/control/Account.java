package dev.slipway.local.lambda.control;

import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AccountUsage;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

/** The account's limits, as AWS gives them to a new account, and what of them is used. */
public final class Account {
    static final int CONCURRENCY = 1000;
    static final int LEAST_UNRESERVED = 100;

    private static final long TOTAL_CODE_BYTES = 80_530_636_800L;

    private final FunctionStore functions;

    public Account(FunctionStore functions) {
        this.functions = functions;
    }

    public GetAccountSettingsResponse settings() {
        int reserved = functions.all().stream()
                .map(FunctionState::reserved)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(AccountLimit.builder()
                        .totalCodeSize(TOTAL_CODE_BYTES)
                        .codeSizeUnzipped(CodeStore.MOST_UNZIPPED)
                        .codeSizeZipped((long) Deployments.MOST_ZIPPED)
                        .concurrentExecutions(CONCURRENCY)
                        .unreservedConcurrentExecutions(CONCURRENCY - reserved)
                        .build())
                .accountUsage(AccountUsage.builder()
                        .functionCount((long) functions.all().size())
                        .totalCodeSize(codeBytes())
                        .build())
                .build();
    }

    private long codeBytes() {
        return functions.all().stream()
                .mapToLong(state -> state.latest().codeSize()
                        + state.versions().values().stream()
                                .mapToLong(version -> version.codeSize())
                                .sum())
                .sum();
    }
}
