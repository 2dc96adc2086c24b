package io.dams.frontoffice.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrivateDataTest {

  private final PrivateData data =
      new PrivateData(new byte[32], "k".repeat(32).getBytes(StandardCharsets.US_ASCII), random());

  @Property(tries = 200)
  void opensWhatItSealed(@ForAll String text) {
    assertThat(data.open("here", data.seal("here", text)))
        .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    assertThat(data.seal("here", "+8613800000001"))
        .isNotEqualTo(data.seal("here", "+8613800000001"));
  }

  @Test
  void opensNothingThatWasChangedOrMoved() {
    byte[] sealed = data.seal("here", "+8613800000001");
    assertThatThrownBy(() -> data.open("there", sealed)).isInstanceOf(IllegalStateException.class);
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;
    assertThatThrownBy(() -> data.open("here", changed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> data.open("here", new byte[5]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void fingerprintsDependOnContextAndKey() {
    assertThat(data.fingerprint("a", "b")).isEqualTo(data.fingerprint("a", "b"));
    assertThat(data.fingerprint("a", "b")).isNotEqualTo(data.fingerprint("b", "b"));
    PrivateData other = new PrivateData(new byte[32], new byte[32], random());
    assertThat(other.fingerprint("a", "b")).isNotEqualTo(data.fingerprint("a", "b"));
  }

  @Test
  void aPhoneIsMaskedInEveryText() {
    Phone phone = new Phone("+8613800000001");
    assertThat(phone.toString()).isEqualTo("+861********01");
    assertThatThrownBy(() -> new Phone("13800000001")).hasMessageNotContaining("13800000001");
  }

  private static SecureRandom random() {
    return new SecureRandom();
  }
}
