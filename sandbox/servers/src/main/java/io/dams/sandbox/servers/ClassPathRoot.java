package io.dams.sandbox.servers;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** The jar or folder of our class path that holds a resource. */
final class ClassPathRoot {

  private ClassPathRoot() {}

  static URL url(String resource) {
    var url = ClassPathRoot.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new IllegalStateException(
          resource + " is not on the class path: build the reactor with Maven first");
    }
    return url;
  }

  static Path of(String resource) {
    var url = url(resource).toString();
    var root = url.substring(0, url.length() - resource.length());
    if (root.startsWith("jar:")) {
      root = root.substring("jar:".length(), root.length() - "!/".length());
    }
    return Path.of(URI.create(root));
  }
}
