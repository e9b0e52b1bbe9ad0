package dev.kith.crm.http.server;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on the server: by an option ({@code --port=8080}) or in the environment ({@code
 * KITH_PORT=8080}); the option counts more. {@code --help} and the documentation are made of this
 * table.
 */
enum Setting {
  HOST("host", "127.0.0.1", "Address to listen on; 0.0.0.0 to be reached from other machines."),
  PORT("port", "7070", "Port to listen on; 0 for any that is free."),
  DATABASE_URL(
      "database-url",
      "jdbc:h2:file:./data/kith",
      "JDBC URL: jdbc:h2:file:PATH, jdbc:h2:mem:NAME or jdbc:postgresql://HOST/DATABASE."),
  DATABASE_USER("database-user", null, "User of the database."),
  DATABASE_PASSWORD(
      "database-password", null, "Password of the database's user; better set in the environment."),
  DATABASE_SCHEMA(
      "database-schema", null, "Schema on PostgreSQL, made if missing; usually public."),
  DATABASE_POOL("database-pool", "10", "Connections held open to the database."),
  ADMIN_LOGIN(
      "admin-login",
      "admin@example.com",
      "E-mail address of the first administrator; counts at the first start only."),
  ADMIN_PASSWORD(
      "admin-password",
      null,
      "Password of the first administrator; if it is not given, one is made up and printed once."),
  DEMO(
      "demo",
      "false",
      "Fills an empty database with sample data, and prints log-ins to look around with."),
  HTTPS(
      "https",
      "false",
      "Whether browsers reach the server by https, through a proxy that ends TLS: cookies are then"
          + " sent by https only."),
  BEHIND_PROXY(
      "behind-proxy",
      "false",
      "Whether X-Forwarded-For and X-Forwarded-Proto are believed; only behind a proxy that sets"
          + " them."),
  RATE_LIMIT("rate-limit", "6000", "Requests a minute that one caller may send; 0 for no limit."),
  BODY_LIMIT("body-limit", "8388608", "Largest JSON body in bytes."),
  LARGEST_IMPORT("largest-import", "512", "Megabytes that the file of an import may have at most."),
  HOME_COUNTRY(
      "home-country",
      null,
      "ISO code of the country that telephone numbers without a country code belong to, such as"
          + " DE."),
  DNS(
      "dns",
      "system",
      "Who is asked whether the domain of an e-mail address takes mail: system for the name servers"
          + " of the operating system, addresses of name servers separated by commas, or off."),
  DNS_TIMEOUT(
      "dns-timeout",
      "1500",
      "Milliseconds after which a domain that no name server answers for is left open."),
  MAIL_LISTS(
      "mail-lists",
      null,
      "Folder of files that extend the lists of mail domains and names: disposable-domains.txt,"
          + " free-mail-domains.txt and role-names.txt, an entry a line; one with a minus sign in"
          + " front is taken out."),
  GEOCODER(
      "geocoder",
      null,
      "Address of a geocoder that speaks like Nominatim and is asked where postal addresses are;"
          + " nobody is asked without. Addresses of people are sent there."),
  GEOCODER_INTERVAL(
      "geocoder-interval",
      "1000",
      "Milliseconds between two questions to the geocoder; public ones want a second at least."),
  VAT_REGISTER(
      "vat-register",
      null,
      "Address of the REST interface of VIES, or of one like it, that is asked whether tax numbers"
          + " of the European Union are registered; nobody is asked without."),
  ENRICH_NEW_LEADS(
      "enrich-new-leads",
      "true",
      "Whether leads that come in are enriched in the background by all sources there are."),
  IP_PLACES(
      "ip-places",
      null,
      "File of places of internet addresses in the format of MaxMind DB, such as"
          + " GeoLite2-City.mmdb, by which leads are enriched; nothing is told of addresses"
          + " without."),
  COMPANY_DIRECTORY(
      "company-directory",
      null,
      "Address, with {domain} in it, that is asked in JSON which company a domain belongs to;"
          + " nobody is asked without. The domains of leads' e-mail addresses are sent there."),
  COMPANY_DIRECTORY_HEADER(
      "company-directory-header",
      null,
      "Header that is sent to the directory of companies, such as Authorization: Bearer KEY; better"
          + " set in the environment."),
  COMPANY_DIRECTORY_FIELDS(
      "company-directory-fields",
      null,
      "Where in the answers of the directory of companies what stands, if not under its own name,"
          + " as in company=/name,country=/geo/countryCode."),
  LOOKUP_TIMEOUT(
      "lookup-timeout",
      "3000",
      "Milliseconds after which what a geocoder, register or directory has not answered is left"
          + " open."),
  TRUSTED_HOSTS(
      "trusted-hosts",
      null,
      "Hosts, with or without a port and separated by commas, that may be asked over HTTP though"
          + " their addresses are internal; all others must have public ones."),
  VIRTUAL_THREADS("virtual-threads", "false", "Whether each request gets a virtual thread."),
  LOG_LEVEL("log-level", "INFO", "TRACE, DEBUG, INFO, WARN or ERROR."),
  STOP_DELAY(
      "stop-delay",
      "0",
      "Seconds for which a server that was told to stop still takes requests while it says that it"
          + " is not ready: for a load balancer to notice."),
  EXIT_WITH_PARENT(
      "exit-with-parent",
      "false",
      "Whether the server ends when the process that started it has ended.");

  private final String option;
  private final @Nullable String usual;
  private final String meaning;

  Setting(String option, @Nullable String usual, String meaning) {
    this.option = option;
    this.usual = usual;
    this.meaning = meaning;
  }

  /** The name as an option, without the dashes. */
  String option() {
    return option;
  }

  /** The name in the environment. */
  String variable() {
    return "KITH_" + Ascii.toUpperCase(option).replace('-', '_');
  }

  Optional<String> usual() {
    return Optional.ofNullable(usual);
  }

  String meaning() {
    return meaning;
  }

  /** Yes-or-no settings may stand as an option without a value. */
  boolean isFlag() {
    return "false".equals(usual);
  }

  static Optional<Setting> named(String option) {
    return Arrays.stream(values()).filter(s -> s.option.equals(option)).findFirst();
  }
}
