package dev.kith.crm.application.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.validation.Validation.AddressQuestion;
import dev.kith.crm.application.intake.validation.Validation.VatQuestion;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AskingOthersSpec {

  private static final Country GERMANY = new Country("DE");
  private static final AddressQuestion QUESTION =
      new AddressQuestion("Allee 1", "10115", "Berlin", null, "DE");
  private static final PostalAddress ADDRESS =
      new PostalAddress("Allee 1", "10115", "Berlin", null, GERMANY);
  private static final List<String> LINES = List.of("Allee 1", "10115 Berlin");
  private static final TaxNumber NUMBER = new TaxNumber(GERMANY, "DE123456788", "USt-IdNr.", true);

  private final SettableClock clock = SettableClock.atStart();
  private final List<Set<?>> asked = new ArrayList<>();

  @Nested
  class A_geocoder {

    @Test
    void tells_where_an_address_is() {
      Location here = new Location.Found(52.5, 13.25, 90, "1, Allee, Berlin");
      assertThat(find(() -> here)).isEqualTo(address(here));
    }

    @Test
    void that_knows_only_the_surroundings_leaves_a_warning() {
      Location near = new Location.Found(52.5, 13.25, 40, "Berlin");
      assertThat(find(() -> near))
          .isEqualTo(
              address(
                  near,
                  Finding.warning(
                      "street", "address-vague", "The map knows only what is near: Berlin.")));
    }

    @Test
    void that_knows_no_such_address_leaves_a_warning_since_maps_have_gaps() {
      assertThat(find(Location.NotFound::new))
          .isEqualTo(
              address(
                  new Location.NotFound(),
                  Finding.warning(
                      "street",
                      "address-not-found",
                      "The map knows no such address; it may have gaps.")));
    }

    @Test
    void that_is_silent_or_fails_leaves_the_address_unknown() {
      Checked<AddressFacts> unknown =
          address(
              new Location.Unanswered(),
              Finding.doubt(
                  "street", "address-unanswered", "Nobody could say whether the map knows it."));

      assertThat(find(Location.Unanswered::new)).isEqualTo(unknown);
      assertThat(
              find(() -> {
                throw new IllegalStateException("broken");
              }))
          .isEqualTo(unknown);
    }

    @Test
    void is_asked_at_once_and_once_for_what_its_countries_rules_allow() {
      Validation validation = validation(Location.NotFound::new, Registration.NotRegistered::new);

      validation.addresses(
          List.of(
              QUESTION,
              new AddressQuestion("Allee 1", "1", "Berlin", null, "DE"),
              new AddressQuestion("Allee 1", null, "Berlin", null, null),
              QUESTION));
      validation.address(QUESTION);
      clock.advance(Duration.ofHours(1));
      validation.address(QUESTION);

      assertThat(asked).isEqualTo(List.of(Set.of(ADDRESS), Set.of(ADDRESS)));
    }

    private Checked<AddressFacts> find(Supplier<Location> answer) {
      return validation(answer, Registration.NotRegistered::new).address(QUESTION).orElseThrow();
    }

    private Checked<AddressFacts> address(Location location, Finding... findings) {
      return new Checked<>(
          new Verdict(List.of(findings), clock.instant()),
          new AddressFacts(ADDRESS, LINES, location));
    }
  }

  @Nested
  class A_register_of_tax_numbers {

    @Test
    void tells_whose_a_number_is() {
      Registration ours = new Registration.Registered("Huber GmbH", null);
      assertThat(lookUp(() -> ours)).isEqualTo(number(ours));
    }

    @Test
    void makes_a_number_invalid_that_it_does_not_know() {
      assertThat(lookUp(Registration.NotRegistered::new))
          .isEqualTo(
              number(
                  new Registration.NotRegistered(),
                  Finding.error("vat", "vat-not-registered", "The number is not registered.")));
    }

    @Test
    void that_is_silent_or_fails_leaves_the_number_unknown() {
      Checked<VatFacts> unknown =
          number(
              new Registration.Unanswered(),
              Finding.doubt(
                  "vat", "vat-unanswered", "Nobody could say whether the number is registered."));

      assertThat(lookUp(Registration.Unanswered::new)).isEqualTo(unknown);
      assertThat(
              lookUp(() -> {
                throw new IllegalStateException("broken");
              }))
          .isEqualTo(unknown);
    }

    @Test
    void is_asked_at_once_and_once_for_the_numbers_that_it_covers() {
      Validation validation = validation(Location.NotFound::new, Registration.Unanswered::new);

      validation.vats(
          List.of(
              new VatQuestion("DE 123456788"),
              new VatQuestion("DE123456789"),
              new VatQuestion("12-3456789", "US")));
      validation.vat(new VatQuestion("DE123456788"));
      clock.advance(Duration.ofSeconds(30));
      validation.vat(new VatQuestion("DE123456788"));

      assertThat(asked).isEqualTo(List.of(Set.of(NUMBER), Set.of(NUMBER)));
    }

    private Checked<VatFacts> lookUp(Supplier<Registration> answer) {
      return validation(Location.NotFound::new, answer)
          .vat(new VatQuestion("DE123456788"))
          .orElseThrow();
    }

    private Checked<VatFacts> number(Registration registration, Finding... findings) {
      return new Checked<>(
          new Verdict(List.of(findings), clock.instant()), new VatFacts(NUMBER, registration));
    }
  }

  private Validation validation(Supplier<Location> map, Supplier<Registration> register) {
    return Crm.on(new MemoryStorage())
        .clock(clock)
        .ids(new SequentialIds())
        .geocoder(addresses -> {
          asked.add(addresses);
          return Maps.toMap(addresses, address -> map.get());
        })
        .vatRegister(
            new VatRegister() {
              @Override
              public boolean covers(TaxNumber number) {
                return number.country().equals(GERMANY);
              }

              @Override
              public Map<TaxNumber, Registration> lookUp(Set<TaxNumber> numbers) {
                asked.add(numbers);
                return Maps.toMap(numbers, number -> register.get());
              }
            })
        .start()
        .as(Actor.SYSTEM)
        .validation();
  }
}
