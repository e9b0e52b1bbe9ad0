package dev.kith.crm.http.server;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the software, as the build wrote it down. */
final class Version {

  private Version() {}

  static String ours() {
    try (InputStream in = Resources.getResource(Version.class, "version.properties").openStream()) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
