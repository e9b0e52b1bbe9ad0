package dev.kith.crm.http.server;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.kith.crm.application.list.Suggestions;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.RateLimit;
import dev.kith.crm.messaging.companies.AnswerShape;
import dev.kith.crm.messaging.companies.CompanyDirectory;
import dev.kith.crm.messaging.http.TrustedHosts;
import dev.kith.crm.messaging.places.PlacesOfAddresses;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the server is to run, read and checked.
 *
 * @param largestImport in bytes
 * @param homeCountry null: telephone numbers need their country code
 */
record Settings(
    HttpServer.Options http,
    DatabaseSettings database,
    String adminLogin,
    @Nullable String adminPassword,
    boolean demo,
    long largestImport,
    @Nullable Country homeCountry,
    MailOptions mail,
    LookupOptions lookups,
    String logLevel,
    Duration stopDelay,
    boolean exitWithParent) {

  private static final long MEGABYTE = 1024 * 1024;

  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  /** The settings are wrong; each problem is one line. */
  static final class WrongException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    WrongException(List<String> problems) {
      super(String.join("\n", problems));
      this.problems = ImmutableList.copyOf(problems);
    }

    List<String> problems() {
      return problems;
    }
  }

  /**
   * @throws WrongException that names everything that is wrong
   */
  static Settings read(List<String> arguments, Map<String, String> environment)
      throws WrongException {
    return new Reader(arguments, environment).settings();
  }

  /** What {@code --help} prints. */
  static String help() {
    String table =
        Arrays.stream(Setting.values())
            .map(s ->
                "  --%-18s %s%s"
                    .formatted(
                        s.option(),
                        s.meaning(),
                        s.usual().map(u -> " Usually " + u + ".").orElse("")))
            .collect(Collectors.joining("\n"));
    return "Kith: a CRM server\n\n"
        + "Options, each also as a variable of the environment (--port as KITH_PORT):\n"
        + table;
  }

  private static final class Reader {

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    Reader(List<String> arguments, Map<String, String> environment) {
      readEnvironment(environment);
      arguments.forEach(this::readArgument);
    }

    Settings settings() throws WrongException {
      int port = number(Setting.PORT, 0, 65_535);
      DatabaseSettings database = database();
      Optional<RateLimit> rate = rateLimit();
      long bodyLimit = number(Setting.BODY_LIMIT, 1_024, 256 * 1024 * 1024);
      long largestImport = number(Setting.LARGEST_IMPORT, 1, 100_000) * MEGABYTE;
      Country home = homeCountry();
      MailOptions mail = mailOptions();
      LookupOptions lookups = lookupOptions();
      String level = level();
      String login = text(Setting.ADMIN_LOGIN);
      if (EmailAddress.parse(login) instanceof Outcome.Refused<EmailAddress>(var refusal)) {
        wrong(Setting.ADMIN_LOGIN, refusal.detail());
      }
      boolean https = flag(Setting.HTTPS);
      boolean behindProxy = flag(Setting.BEHIND_PROXY);
      boolean virtualThreads = flag(Setting.VIRTUAL_THREADS);
      boolean demo = flag(Setting.DEMO);
      Duration stopDelay = Duration.ofSeconds(number(Setting.STOP_DELAY, 0, 300));
      boolean exitWithParent = flag(Setting.EXIT_WITH_PARENT);
      if (!problems.isEmpty() || database == null || mail == null) {
        throw new WrongException(problems);
      }
      ApiOptions usual = ApiOptions.USUAL.bodiesUpTo(bodyLimit);
      return new Settings(
          new HttpServer.Options(
              text(Setting.HOST),
              port,
              https,
              behindProxy,
              virtualThreads,
              rate.map(usual::limitedTo).orElse(usual)),
          database,
          login,
          given.get(Setting.ADMIN_PASSWORD),
          demo,
          largestImport,
          home,
          mail,
          lookups,
          level,
          stopDelay,
          exitWithParent);
    }

    private void readEnvironment(Map<String, String> environment) {
      List<String> known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
      for (Setting setting : Setting.values()) {
        String value = environment.get(setting.variable());
        if (value != null && !value.isEmpty()) {
          given.put(setting, value);
        }
      }
      environment.keySet().stream()
          .filter(name -> name.startsWith("KITH_") && !known.contains(name))
          .sorted()
          .forEach(name ->
              problems.add(
                  name + ": there is no such setting." + Suggestions.didYouMean(name, known)));
    }

    private void readArgument(String argument) {
      List<String> known = Arrays.stream(Setting.values()).map(Setting::option).toList();
      List<String> parts = Splitter.on('=').limit(2).splitToList(argument);
      String name = parts.getFirst().startsWith("--") ? parts.getFirst().substring(2) : "";
      Setting setting = Setting.named(name).orElse(null);
      if (setting == null) {
        // Without its value, which may be a secret that was meant for another option.
        problems.add(
            parts.getFirst()
                + ": there is no such option."
                + Suggestions.nearest(name, known)
                    .map(n -> " Did you mean --" + n + "?")
                    .orElse(""));
      } else if (parts.size() == 2) {
        given.put(setting, parts.get(1));
      } else if (setting.isFlag()) {
        given.put(setting, "true");
      } else {
        wrong(setting, "needs a value, as in --" + setting.option() + "=VALUE");
      }
    }

    private String text(Setting setting) {
      return given.getOrDefault(setting, setting.usual().orElse(""));
    }

    private int number(Setting setting, int least, int most) {
      Integer number = Ints.tryParse(text(setting));
      if (number == null || number < least || number > most) {
        wrong(setting, "must be a number from " + least + " to " + most + ", not " + text(setting));
        return least;
      }
      return number;
    }

    private boolean flag(Setting setting) {
      String text = text(setting);
      if (!text.equals("true") && !text.equals("false")) {
        wrong(setting, "must be true or false, not " + text);
      }
      return text.equals("true");
    }

    private Optional<RateLimit> rateLimit() {
      Long number = Longs.tryParse(text(Setting.RATE_LIMIT));
      if (number == null || number < 0 || number > Integer.MAX_VALUE) {
        wrong(
            Setting.RATE_LIMIT,
            "must be a number of requests a minute, or 0, not " + text(Setting.RATE_LIMIT));
        return Optional.empty();
      }
      return number == 0
          ? Optional.empty()
          : Optional.of(new RateLimit(Math.toIntExact(number), Duration.ofMinutes(1)));
    }

    private @Nullable Country homeCountry() {
      String text = text(Setting.HOME_COUNTRY);
      if (text.isEmpty()) {
        return null;
      }
      return switch (Country.parse(text)) {
        case Outcome.Done<Country>(var country) -> country;
        case Outcome.Refused<Country>(var refusal) -> {
          wrong(Setting.HOME_COUNTRY, refusal.detail());
          yield null;
        }
      };
    }

    private @Nullable MailOptions mailOptions() {
      Duration timeout = Duration.ofMillis(number(Setting.DNS_TIMEOUT, 100, 30_000));
      String folder = text(Setting.MAIL_LISTS);
      if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
        wrong(Setting.MAIL_LISTS, "must be a folder that exists, not " + folder);
      }
      try {
        return MailOptions.of(text(Setting.DNS), timeout, folder);
      } catch (IllegalArgumentException e) {
        wrong(
            Setting.DNS,
            "must be system, off, or addresses of name servers such as 192.0.2.53, not "
                + text(Setting.DNS));
        return null;
      }
    }

    private LookupOptions lookupOptions() {
      TrustedHosts trusted = TrustedHosts.NONE;
      try {
        trusted = TrustedHosts.parse(text(Setting.TRUSTED_HOSTS));
      } catch (IllegalArgumentException e) {
        wrong(Setting.TRUSTED_HOSTS, "must be hosts such as geo.internal or 10.0.0.7:8080");
      }
      return new LookupOptions(
          address(Setting.GEOCODER),
          Duration.ofMillis(number(Setting.GEOCODER_INTERVAL, 0, 60_000)),
          address(Setting.VAT_REGISTER),
          flag(Setting.ENRICH_NEW_LEADS),
          directory(),
          places(),
          Duration.ofMillis(number(Setting.LOOKUP_TIMEOUT, 100, 30_000)),
          trusted);
    }

    private LookupOptions.@Nullable Directory directory() {
      String template = text(Setting.COMPANY_DIRECTORY);
      Map<String, String> headers = Map.of();
      AnswerShape shape = AnswerShape.USUAL;
      try {
        headers = LookupOptions.header(text(Setting.COMPANY_DIRECTORY_HEADER));
      } catch (IllegalArgumentException e) {
        // Without the header, which may hold a key.
        wrong(Setting.COMPANY_DIRECTORY_HEADER, "must be a header such as X-Key: KEY");
      }
      try {
        shape = AnswerShape.parse(text(Setting.COMPANY_DIRECTORY_FIELDS));
      } catch (IllegalArgumentException e) {
        wrong(Setting.COMPANY_DIRECTORY_FIELDS, String.valueOf(e.getMessage()));
      }
      if (template.isEmpty()) {
        return null;
      }
      CompanyDirectory.problem(template)
          .ifPresent(problem -> wrong(Setting.COMPANY_DIRECTORY, problem));
      return new LookupOptions.Directory(template, headers, shape);
    }

    /** The file is tried here, so that what is wrong with it is told with all the rest. */
    private @Nullable Path places() {
      String file = text(Setting.IP_PLACES);
      if (file.isEmpty()) {
        return null;
      }
      try {
        Path path = Path.of(file);
        PlacesOfAddresses.open(path).close();
        return path;
      } catch (IOException | InvalidPathException e) {
        wrong(
            Setting.IP_PLACES,
            "must be a file in the format of MaxMind DB: " + String.valueOf(e.getMessage()));
        return null;
      }
    }

    private @Nullable URI address(Setting setting) {
      try {
        return LookupOptions.address(text(setting));
      } catch (IllegalArgumentException e) {
        // Without the address, which may hold a password.
        wrong(setting, "must be an address such as https://partner.example/path");
        return null;
      }
    }

    private String level() {
      String level = text(Setting.LOG_LEVEL);
      if (!LEVELS.contains(level)) {
        wrong(Setting.LOG_LEVEL, "must be one of " + String.join(", ", LEVELS) + ", not " + level);
      }
      return level;
    }

    private @Nullable DatabaseSettings database() {
      int pool = number(Setting.DATABASE_POOL, 1, 1_000);
      String url = text(Setting.DATABASE_URL);
      DatabaseSettings database = null;
      try {
        database = DatabaseSettings.of(url).pooling(pool);
      } catch (IllegalArgumentException e) {
        wrong(Setting.DATABASE_URL, String.valueOf(e.getMessage()));
      }
      try {
        // The schema's name is checked even if nobody can say in which database it is.
        String where = database == null ? "jdbc:postgresql://localhost/kith" : url;
        DatabaseSettings whole =
            new DatabaseSettings(
                where,
                given.get(Setting.DATABASE_USER),
                given.get(Setting.DATABASE_PASSWORD),
                pool,
                given.get(Setting.DATABASE_SCHEMA),
                true);
        return database == null ? null : whole;
      } catch (IllegalArgumentException e) {
        wrong(Setting.DATABASE_SCHEMA, String.valueOf(e.getMessage()));
        return null;
      }
    }

    private void wrong(Setting setting, String why) {
      problems.add("--" + setting.option() + " (" + setting.variable() + ") " + why);
    }
  }
}
