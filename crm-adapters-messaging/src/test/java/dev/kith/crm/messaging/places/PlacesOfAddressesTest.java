package dev.kith.crm.messaging.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import dev.kith.crm.application.intake.enrichment.Enquiry;
import dev.kith.crm.application.intake.enrichment.SourceAnswer;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.testkit.PlacesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlacesOfAddressesTest {

  private static final Map<String, Object> PARIS =
      Map.of("country", Map.of("iso_code", "FR", "names", Map.of("en", "France")));

  @TempDir private Path folder;

  @Test
  void a_file_of_cities_tells_the_whole_place() throws IOException {
    assertThat(said(cities(), "193.0.6.139"))
        .containsExactly(
            new Hint(EnrichmentField.COUNTRY, "DE", 70),
            new Hint(EnrichmentField.REGION, "Land Berlin", 75),
            new Hint(EnrichmentField.CITY, "Berlin", 65),
            new Hint(EnrichmentField.POSTAL_CODE, "10115", 45),
            new Hint(EnrichmentField.TIME_ZONE, "Europe/Berlin", 70));
  }

  @Test
  void a_file_of_countries_tells_the_country() throws IOException {
    assertThat(said(cities(), "2001:67c:2e8::1"))
        .containsExactly(new Hint(EnrichmentField.COUNTRY, "FR", 70));
  }

  @Test
  void both_versions_of_addresses_are_found_each_in_its_networks() throws IOException {
    PlacesFile file = cities();
    assertThat(said(file, "193.0.6.0")).isNotEmpty();
    assertThat(said(file, "193.0.6.255")).isNotEmpty();
    assertThat(said(file, "193.0.7.0")).isEmpty();
    assertThat(said(file, "2001:67c:2e8:ffff::1")).isNotEmpty();
    assertThat(said(file, "2001:67c:2e9::1")).isEmpty();
    assertThat(said(file, "::ffff:193.0.6.139")).isEqualTo(said(file, "193.0.6.139"));
  }

  @Test
  void a_file_of_version_4_says_nothing_of_version_6() throws IOException {
    PlacesFile file = new PlacesFile(4).with("193.0.6.0/24", PARIS);
    assertThat(said(file, "193.0.6.139")).hasSize(1);
    assertThat(said(file, "2001:67c:2e8::1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, 75, 75, 55", "5, 75, 75, 55", "50, 65, 55, 35", "51, 50, 40, 20"})
  void the_nearer_an_address_is_known_to_be_the_surer_is_its_town(
      int radius, int region, int city, int postalCode) {
    assertThat(new Place(berlin(Map.of("accuracy_radius", radius))).hints())
        .extracting(Hint::confidence)
        .containsExactly(70, region, city, postalCode);
  }

  @Test
  void a_town_without_a_radius_is_just_sure_enough() {
    assertThat(new Place(berlin(Map.of())).hints())
        .extracting(Hint::confidence)
        .containsExactly(70, 60, 50, 30);
  }

  @Test
  void what_the_file_says_of_its_own_confidence_counts_more() {
    assertThat(
            new Place(
                    Map.of(
                        "country", Map.of("iso_code", "DE", "confidence", 99),
                        "city", Map.of("names", Map.of("de", "Köln"), "confidence", 12)))
                .hints())
        .containsExactly(
            new Hint(EnrichmentField.COUNTRY, "DE", 99),
            new Hint(EnrichmentField.CITY, "Köln", 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"is_anonymous_proxy", "is_satellite_provider", "is_anycast"})
  void an_address_behind_which_others_are_says_nothing(String trait) {
    assertThat(
            new Place(Map.of("country", Map.of("iso_code", "DE"), "traits", Map.of(trait, true)))
                .hints())
        .isEmpty();
  }

  @Test
  void data_of_another_shape_say_nothing() {
    assertThat(
            new Place(
                    Map.of(
                        "country", "DE",
                        "city", List.of("Berlin"),
                        "subdivisions", List.of("Berlin"),
                        "postal", Map.of("code", 10115),
                        "location", Map.of("time_zone", " ", "accuracy_radius", "near")))
                .hints())
        .isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "fd00::1"
      })
  void nobody_is_looked_up_without_a_public_address(String address) throws IOException {
    try (PlacesOfAddresses places = PlacesOfAddresses.open(cities().write(file()))) {
      assertThat(places.question(enquiry(address))).isEmpty();
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing.mmdb");
    assertThatThrownBy(() -> PlacesOfAddresses.open(missing))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no file " + missing);
    assertThatThrownBy(() -> PlacesOfAddresses.open(folder))
        .hasMessage("there is no file " + folder);
  }

  @Test
  void a_file_of_something_else_is_named() throws IOException {
    Path text = Files.writeString(file(), "city,country\nBerlin,DE\n");
    assertThatThrownBy(() -> PlacesOfAddresses.open(text))
        .isInstanceOf(IOException.class)
        .hasMessage(text + " is damaged, or no MaxMind DB");
  }

  @Test
  void a_file_that_is_cut_off_or_damaged_within_is_found_out_at_once() throws IOException {
    byte[] whole = new PlacesFile(6).with("1.0.0.0/8", PlacesFile.BERLIN).bytes();
    Path cut = Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> PlacesOfAddresses.open(cut))
        .hasMessage(cut + " is damaged, or no MaxMind DB");
    byte[] scratched = whole.clone();
    int data = 104 * 6 + 16;
    Arrays.fill(scratched, data, data + 60, (byte) 0xff);
    Path damaged = Files.write(folder.resolve("damaged.mmdb"), scratched);
    assertThatThrownBy(() -> PlacesOfAddresses.open(damaged))
        .hasMessage(damaged + " is damaged, or no MaxMind DB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GeoLite2-ASN", "GeoIP2-ISP", "GeoIP2-Connection-Type", "GeoIP2-Domain"})
  void a_file_that_tells_something_else_of_addresses_is_named_with_what_it_is(String type)
      throws IOException {
    Path file = cities().ofType(type).write(file());
    assertThatThrownBy(() -> PlacesOfAddresses.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is a database of type " + type + ", not of places");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GeoLite2-City", "GeoIP2-Enterprise", "DBIP-Country-Lite", "ipinfo location"})
  void every_makers_files_of_places_are_opened(String type) throws IOException {
    assertThat(said(cities().ofType(type), "193.0.6.139")).isNotEmpty();
  }

  private PlacesFile cities() {
    return new PlacesFile(6)
        .with("193.0.6.0/24", PlacesFile.BERLIN)
        .with("2001:67c:2e8::/48", PARIS);
  }

  private static Map<String, Object> berlin(Map<String, Object> location) {
    return Map.of(
        "country", Map.of("iso_code", "DE"),
        "subdivisions", List.of(Map.of("names", Map.of("en", "Berlin"))),
        "city", Map.of("names", Map.of("en", "Berlin")),
        "postal", Map.of("code", "10115"),
        "location", location);
  }

  private List<Hint> said(PlacesFile content, String address) throws IOException {
    try (PlacesOfAddresses places = PlacesOfAddresses.open(content.write(file()))) {
      Optional<String> question = places.question(enquiry(address));
      assertThat(question).isPresent();
      return ((SourceAnswer.Says) places.ask(Set.of(question.get())).get(question.get())).hints();
    }
  }

  private Path file() {
    return folder.resolve("places.mmdb");
  }

  private static Enquiry enquiry(String address) {
    return new Enquiry(
        LeadDraft.named("Ada", "Lovelace").read(new PhoneNumbers(null)).orElseThrow(),
        address == null ? null : InetAddresses.forString(address));
  }
}
