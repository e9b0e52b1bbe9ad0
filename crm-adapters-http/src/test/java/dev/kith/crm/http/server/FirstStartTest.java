package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever starts a new CRM is told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstStartTest {

  private static final Pattern TOLD =
      Pattern.compile(
          "Administrator: ada@example\\.com  password: (\\S{16,})  \\(shown this once\\)");

  @TempDir private Path folder;

  @Test
  void a_password_that_nobody_gave_is_told_once_and_logs_in() throws Exception {
    String password;
    try (RunningServer server = start()) {
      assertThat(server.welcome()).singleElement().asString().matches(TOLD);
      var told = TOLD.matcher(server.welcome().getFirst());
      assertThat(told.matches()).isTrue();
      password = told.group(1);
      assertThat(whoIsIn(server, password)).isEqualTo("Administrator");
    }
    try (RunningServer again = start()) {
      assertThat(again.welcome()).isEmpty();
      assertThat(whoIsIn(again, password)).isEqualTo("Administrator");
    }
  }

  @Test
  void a_password_that_was_given_is_not_repeated() throws Exception {
    try (RunningServer server = start("--admin-password=" + OwnServer.PASSWORD)) {
      assertThat(server.welcome()).containsExactly("Administrator: ada@example.com");
      assertThat(whoIsIn(server, OwnServer.PASSWORD)).isEqualTo("Administrator");
    }
  }

  private static String whoIsIn(RunningServer server, String password) {
    return new Api(server.url() + "/api/v1")
        .loggedIn("ada@example.com", password)
        .get("/me")
        .json()
        .path("name")
        .asText();
  }

  private RunningServer start(String... more) throws Exception {
    return RunningServer.start(
        Settings.read(
            Stream.concat(
                    List.of(
                        "--port=0",
                        "--database-url=jdbc:h2:file:" + folder.resolve("crm"),
                        "--admin-login=ada@example.com",
                        "--dns=off")
                        .stream(),
                    Stream.of(more))
                .toList(),
            Map.of()));
  }
}
