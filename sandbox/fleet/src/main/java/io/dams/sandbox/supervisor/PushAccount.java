package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.push.ApnsAccount;
import io.dams.sandbox.push.FcmAccount;
import io.dams.sandbox.secret.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The accounts by which the frontoffice is known to the push services. */
final class PushAccount {

  private static final String PROJECT = "dams-sandbox";

  private PushAccount() {}

  /** Apple's; made when it is first asked for. */
  static synchronized ApnsAccount apns(Installation fleet) {
    return ApnsAccount.in(PrivateFile.folder(fleet.keyFolder()).resolve("apns"));
  }

  /** The file that Google gives; made when it is first asked for. */
  static synchronized Path file(Installation fleet) {
    // it names the address at which access is asked for
    Path file = fleet.keyFolder().resolve("fcm-" + fleet.push().getPort() + ".json");
    if (!Files.exists(file)) {
      PrivateFile.write(file, FcmAccount.of(PROJECT).credentials(fleet.push()));
    }
    return file;
  }
}
