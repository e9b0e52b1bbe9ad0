package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.crm.testkit.PlacesFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {

  @TempDir private Path folder;

  @Test
  void every_wrong_setting_is_named_at_once() {
    List<String> problems =
        problems(
            List.of(
                "--port=70000",
                "--database-url=jdbc:mysql://localhost/kith",
                "--database-schema=Un schema",
                "--database-pool=0",
                "--admin-login=nobody",
                "--demo=perhaps",
                "--https=yes",
                "--behind-proxy=1",
                "--rate-limit=-1",
                "--body-limit=much",
                "--largest-import=0",
                "--home-country=Atlantis",
                "--dns=ns.example",
                "--dns-timeout=1",
                "--mail-lists=/no/such/folder",
                "--geocoder=file:///etc/passwd",
                "--geocoder-interval=-1",
                "--vat-register=https://ada:hush@register.example/",
                "--lookup-timeout=1",
                "--trusted-hosts=not a host",
                "--virtual-threads=no",
                "--log-level=LOUD",
                "--stop-delay=soon",
                "--exit-with-parent=maybe",
                "--host"),
            Map.of());

    assertThat(problems)
        .extracting(line -> line.replaceAll("^--([a-z-]+) .*", "$1"))
        .containsExactlyInAnyOrder(
            "port",
            "database-url",
            "database-schema",
            "database-pool",
            "admin-login",
            "demo",
            "https",
            "behind-proxy",
            "rate-limit",
            "body-limit",
            "largest-import",
            "home-country",
            "dns",
            "dns-timeout",
            "mail-lists",
            "geocoder",
            "geocoder-interval",
            "vat-register",
            "lookup-timeout",
            "trusted-hosts",
            "virtual-threads",
            "log-level",
            "stop-delay",
            "exit-with-parent",
            "host");
    assertThat(problems).contains("--port (KITH_PORT) must be a number from 0 to 65535, not 70000");
  }

  @Test
  void an_unknown_option_is_answered_with_a_guess() {
    assertThat(problems(List.of("--prot=1", "run"), Map.of("KITH_DATABSE_URL", "x", "HOME", "/")))
        .containsExactly(
            "KITH_DATABSE_URL: there is no such setting. Did you mean KITH_DATABASE_URL?",
            "--prot: there is no such option. Did you mean --port?",
            "run: there is no such option.");
  }

  @Test
  void a_secret_is_not_repeated_in_what_is_said_of_it() {
    assertThat(
            problems(
                List.of(
                    "--database-url=jdbc:mysql://db/kith?user=kith&password=hush",
                    "--database-pasword=hush"),
                Map.of()))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).doesNotContain("hush"));
  }

  @Test
  void help_lists_every_setting_with_its_usual_value() {
    String help = Settings.help();
    assertThat(Setting.values())
        .allSatisfy(setting -> {
          assertThat(help).contains("--" + setting.option(), setting.meaning());
          setting.usual().ifPresent(u -> assertThat(help).contains("Usually " + u + "."));
        });
    assertThat(help.lines().filter(l -> l.startsWith("  --"))).hasSize(Setting.values().length);
  }

  @Test
  void an_option_counts_more_than_the_environment_and_that_more_than_what_is_usual()
      throws Exception {
    Settings settings =
        Settings.read(
            List.of("--port=8081", "--demo"), Map.of("KITH_PORT", "8082", "KITH_HOST", "::1"));

    assertThat(
            List.of(
                settings.http().port(),
                settings.http().host(),
                settings.demo(),
                settings.logLevel(),
                settings.adminLogin()))
        .isEqualTo(List.of(8081, "::1", true, "INFO", "admin@example.com"));
  }

  @Test
  void every_setting_can_be_given_either_way() throws Exception {
    for (Setting setting : Setting.values()) {
      String value =
          setting
              .usual()
              .orElse(
                  switch (setting) {
                    case HOME_COUNTRY -> "DE";
                    case MAIL_LISTS -> ".";
                    case COMPANY_DIRECTORY -> "https://partner.example/find?domain={domain}";
                    case COMPANY_DIRECTORY_HEADER -> "X-Key: kith";
                    case COMPANY_DIRECTORY_FIELDS -> "company=/name";
                    case IP_PLACES ->
                        new PlacesFile(4)
                            .with("193.0.6.0/24", PlacesFile.BERLIN)
                            .write(folder.resolve("places.mmdb"))
                            .toString();
                    case GEOCODER, VAT_REGISTER -> "https://partner.example/path";
                    default -> "kith";
                  });
      Map<String, String> around =
          Map.of(Setting.DATABASE_URL.variable(), "jdbc:postgresql://localhost/kith");
      Map<String, String> environment = new HashMap<>(around);
      environment.put(setting.variable(), value);
      assertThat(Settings.read(List.of("--" + setting.option() + "=" + value), around))
          .as(setting.option())
          .isEqualTo(Settings.read(List.of(), environment));
    }
    assertThat(Arrays.stream(Setting.values()).map(Setting::variable)).doesNotHaveDuplicates();
  }

  private static List<String> problems(List<String> arguments, Map<String, String> environment) {
    Settings.WrongException wrong =
        catchThrowableOfType(
            Settings.WrongException.class, () -> Settings.read(arguments, environment));
    assertThat(wrong).as("the settings were taken").isNotNull();
    return wrong.problems();
  }
}
