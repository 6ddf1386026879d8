package dev.slipway.local.apigateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Checks what every kind of token authorizer checks: the signature by the issuer's key, the issuer, and the times. */
public final class Tokens {
    private final IssuerKeys keys;
    private final Clock clock;

    public Tokens(IssuerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The token, once it is known to be the issuer's and good now.
     *
     * @throws InvalidToken saying why it is not
     * @throws KeysUnavailable when that cannot be found out
     */
    Token verify(String text, String issuer) throws InvalidToken, KeysUnavailable {
        Token token = Token.parse(text);
        if (!token.text("iss").equals(Optional.of(issuer))) {
            throw new InvalidToken("invalid issuer");
        }
        RSAKey key = key(token, issuer);
        verifySignature(text, key);
        verifyTimes(token);
        return token;
    }

    /** RSA alone, as on AWS: neither none, nor a secret, nor the public key taken for one. */
    private RSAKey key(Token token, String issuer) throws InvalidToken, KeysUnavailable {
        JWSAlgorithm algorithm =
                JWSAlgorithm.parse(String.valueOf(token.header().get("alg")));
        if (!JWSAlgorithm.Family.RSA.contains(algorithm)) {
            throw new InvalidToken("signing method " + printable(algorithm.getName())
                    + " is invalid: API Gateway takes RSA-based algorithms only");
        }
        if (!(token.header().get("kid") instanceof String keyId)) {
            throw new InvalidToken("the token's header has no kid");
        }
        JWK key = keys.find(issuer, keyId).orElseThrow(() -> new InvalidToken("unable to find a key for the kid"));
        if (!(key instanceof RSAKey rsa)
                || KeyUse.ENCRYPTION.equals(key.getKeyUse())
                || (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm))) {
            throw new InvalidToken("the kid names a key that is not for " + printable(algorithm.getName()));
        }
        return rsa;
    }

    private static void verifySignature(String text, RSAKey key) throws InvalidToken {
        try {
            if (!JWSObject.parse(text).verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                throw new InvalidToken("signature is invalid");
            }
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw new InvalidToken("the token is no signed JWT");
        }
    }

    private void verifyTimes(Token token) throws InvalidToken {
        Instant now = clock.instant();
        Optional<Instant> expires = token.time("exp");
        if (expires.isEmpty()) {
            throw new InvalidToken("the token never expires: it has no exp");
        }
        if (!now.isBefore(expires.get())) {
            throw new InvalidToken("the token has expired");
        }
        if (token.time("nbf").filter(now::isBefore).isPresent()) {
            throw new InvalidToken("the token is not valid yet");
        }
        if (token.time("iat").filter(now::isBefore).isPresent()) {
            throw new InvalidToken("the token was issued in the future");
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^A-Za-z0-9-]", "?");
    }
}
