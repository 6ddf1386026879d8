package dev.slipway.local.iam;

import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.ChunkSignatures;
import dev.slipway.local.identity.Home;
import dev.slipway.local.sigv4.Admitted;
import dev.slipway.local.sigv4.Rights;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** What each caller may do, by the policies as they stand at the moment of asking. */
public final class Permissions implements Rights {
    private final Roles roles;
    private final Clock clock;

    public Permissions(Roles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    @Override
    public Access of(Admitted admitted) {
        return new Checked(admitted);
    }

    /** Why a caller may not, in AWS's words; empty when they may. */
    public Optional<String> refusal(Caller caller, Ask ask) {
        Verdict verdict = verdict(caller, ask, Map.of());
        return verdict == Verdict.ALLOWED ? Optional.empty() : Optional.of(verdict.message(caller, ask, false));
    }

    private Verdict verdict(Caller caller, Ask ask, Map<String, String> request) {
        Map<String, String> keys = new LinkedHashMap<>(request);
        keys.put("aws:PrincipalArn", caller.principalArn());
        keys.put("aws:PrincipalAccount", caller.account());
        keys.put("aws:PrincipalType", caller.kind() == Caller.Kind.ROOT ? "Account" : "AssumedRole");
        keys.put("aws:userid", caller.userId());
        keys.put("aws:RequestedRegion", Home.REGION);
        keys.put("aws:CurrentTime", clock.instant().toString());
        keys.put("aws:EpochTime", Long.toString(clock.instant().getEpochSecond()));
        keys.put("aws:ResourceAccount", Home.ACCOUNT);
        keys.put("aws:ViaAWSService", "false");
        // The loopback interface never leaves the machine: what TLS is for holds without it
        keys.put("aws:SecureTransport", "true");
        keys.putAll(ask.context());
        return new Evaluation(caller, policies(caller)).of(ask, new Circumstances(keys));
    }

    private List<Policy> policies(Caller caller) {
        List<Policy> all = new ArrayList<>();
        roles.find(caller.role()).ifPresent(role -> {
            role.inline().values().forEach(document -> all.add(Policy.parse(document)));
            role.attached().forEach(arn -> roles.document(arn).ifPresent(document -> all.add(Policy.parse(document))));
        });
        return all;
    }

    /** One request's access. */
    private final class Checked implements Access {
        private final Admitted admitted;

        Checked(Admitted admitted) {
            this.admitted = admitted;
        }

        @Override
        public Caller caller() {
            return admitted.caller();
        }

        @Override
        public void require(Ask ask) {
            HttpRequest request = admitted.request();
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put("aws:SourceIp", request.remoteAddress());
            request.header("user-agent").ifPresent(agent -> keys.put("aws:UserAgent", agent));
            Verdict verdict = verdict(caller(), ask, keys);
            if (verdict != Verdict.ALLOWED) {
                throw admitted.denied()
                        .apply(verdict.message(caller(), ask, admitted.service().equals("s3")));
            }
        }

        @Override
        public void operation(String operation, Object input) {
            if (admitted.service().equals("apigateway")) {
                // Its actions are HTTP methods, its resources paths
                HttpRequest request = admitted.request();
                String path = request.rawPath().replaceFirst("^/v2/", "/");
                require(Ask.of("apigateway:" + request.method(), "arn:aws:apigateway:" + Home.REGION + "::" + path));
                return;
            }
            for (Ask ask : OperationAsks.of(admitted.service(), operation, (SdkPojo) input)) {
                Optional<Ask> wider = OperationAsks.ofFunction(operation, ask);
                if (wider.isEmpty() || verdict(caller(), wider.get(), Map.of()) != Verdict.ALLOWED) {
                    require(ask);
                }
            }
        }

        @Override
        public Optional<ChunkSignatures> chunkSignatures() {
            return admitted.chunks();
        }
    }
}
