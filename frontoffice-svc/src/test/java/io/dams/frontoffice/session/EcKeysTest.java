package io.dams.frontoffice.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EcKeysTest {

  @Test
  void computesThePublicKeyOfAnyPrivateKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    for (int i = 0; i < 20; i++) {
      KeyPair pair = generator.generateKeyPair();
      ECKey key = EcKeys.read(pem(pair.getPrivate().getEncoded()));
      assertThat(key.toECPublicKey()).isEqualTo(pair.getPublic());
      assertThat(key.getKeyID()).isNotBlank();
      assertThat(key.toPublicJWK().isPrivate()).isFalse();
    }
  }

  @Test
  void refusesWhatIsNotSuchAKeyWithoutShowingIt() {
    assertThatThrownBy(() -> EcKeys.read(pem("secret".getBytes())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static String pem(byte[] encoded) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
