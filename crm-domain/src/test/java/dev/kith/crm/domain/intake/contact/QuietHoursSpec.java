package dev.kith.crm.domain.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.QuietHours.Settings;
import dev.kith.crm.domain.intake.contact.QuietHours.Window;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuietHoursSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Window NIGHT =
      new Window(
          Set.of(Channel.PHONE),
          Set.of(DayOfWeek.values()),
          LocalTime.of(21, 0),
          LocalTime.of(8, 0));

  @Test
  void are_those_of_the_clock_where_the_person_is() {
    assertThat(hours("Europe/Berlin").of(new Country("JP")))
        .containsExactly(NIGHT.in(ZoneId.of("Asia/Tokyo")));
  }

  @Test
  void are_those_of_the_CRM_where_nothing_is_known() {
    assertThat(hours("Europe/Berlin").of(null))
        .containsExactly(NIGHT.in(ZoneId.of("Europe/Berlin")));
  }

  @Test
  void reign_by_every_clock_of_a_country_that_has_several() {
    assertThat(hours("UTC").of(new Country("ES")))
        .containsExactlyInAnyOrder(
            NIGHT.in(ZoneId.of("Europe/Madrid")), NIGHT.in(ZoneId.of("Atlantic/Canary")));
  }

  @Test
  void know_a_clock_of_nearly_every_country() {
    List<String> unknown =
        Set.of(Locale.getISOCountries()).stream()
            .filter(code -> CountryZones.of(new Country(code)).isEmpty())
            .sorted()
            .toList();
    // Nobody lives there.
    assertThat(unknown).isSubsetOf("BV", "HM");
  }

  @Test
  void are_replaced_as_a_whole_or_refused_with_everything_that_is_wrong() {
    QuietHours set = hours("Europe/Berlin");
    assertThat(set.revision().version()).isEqualTo(2);
    assertThat(set.set(set.settings(), NOW).orElseThrow().events()).isEmpty();
    assertThat(
            set.set(
                new Settings(
                    "Europe/Atlantis",
                    List.of(
                        NIGHT,
                        new Window(Set.of(), Set.of(), LocalTime.of(1, 0), LocalTime.of(2, 0)))),
                NOW))
        .isEqualTo(
            Outcome.refused(
                new Invalid(
                    List.of(
                        Violation.at(
                            "zone",
                            "zone-unknown",
                            "A time zone is a name such as Europe/Berlin, or UTC."),
                        Violation.at(
                            "windows/1/channels", "required", "Name at least one channel."),
                        Violation.at("windows/1/days", "required", "Name at least one day.")))));
  }

  private static QuietHours hours(String zone) {
    return QuietHours.USUAL.set(new Settings(zone, List.of(NIGHT)), NOW).orElseThrow().next();
  }
}
