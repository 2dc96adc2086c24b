package io.dams.transfer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretSealTest {

  private final SecretSeal seal = new SecretSeal(new byte[32], new Random(1));

  @Test
  void opensWhatItSealed() {
    byte[] sealed = seal.seal("app-1-aa", "whsec_secret");

    assertThat(seal.open("app-1-aa", sealed)).isEqualTo("whsec_secret");
    assertThat(seal.seal("app-1-aa", "whsec_secret")).isNotEqualTo(sealed);
  }

  @Test
  void opensNothingThatWasMovedChangedOrCut() {
    byte[] sealed = seal.seal("app-1-aa", "whsec_secret");
    byte[] changed = sealed.clone();
    changed[20] ^= 1;

    assertThatThrownBy(() -> seal.open("app-2-bb", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open("app-1-aa", changed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open("app-1-aa", new byte[5]))
        .isInstanceOf(IllegalStateException.class);
  }
}
