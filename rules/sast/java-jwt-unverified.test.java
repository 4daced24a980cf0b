import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

class Tokens {
    Object none(String token) {
        // ruleid: java-jwt-unverified
        return JWT.require(Algorithm.none()).build().verify(token);
    }

    Object unsigned(String token, Key key) {
        // ruleid: java-jwt-unverified
        return Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJwt(token).getBody();
    }

    Object anyKind(String token, byte[] key) {
        // ruleid: java-jwt-unverified
        return Jwts.parser().setSigningKey(key).parse(token).getBody();
    }

    JwtConsumer skipping() {
        // ruleid: java-jwt-unverified
        return new JwtConsumerBuilder().setRequireExpirationTime().setSkipSignatureVerification().build();
    }

    Object signed(String token, Key key) {
        // ok: java-jwt-unverified
        return Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token).getBody();
    }

    Object verified(String token, Algorithm algorithm) {
        // ok: java-jwt-unverified
        return JWT.require(algorithm).withIssuer("shop").build().verify(token);
    }

    JwtConsumer strict(Key key) {
        // ok: java-jwt-unverified
        return new JwtConsumerBuilder().setVerificationKey(key).setRequireExpirationTime().build();
    }
}
