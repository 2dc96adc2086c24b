package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.push.FcmAccount;
import io.dams.sandbox.secret.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The account by which the frontoffice is known to the push service. */
final class PushAccount {

  private static final String PROJECT = "dams-sandbox";

  private PushAccount() {}

  /** Its file, as Google gives it; made when it is first asked for. */
  static synchronized Path file(Installation fleet) {
    // it names the address at which access is asked for
    Path file = fleet.keyFolder().resolve("fcm-" + fleet.push().getPort() + ".json");
    if (!Files.exists(file)) {
      PrivateFile.write(file, FcmAccount.of(PROJECT).credentials(fleet.push()));
    }
    return file;
  }
}
