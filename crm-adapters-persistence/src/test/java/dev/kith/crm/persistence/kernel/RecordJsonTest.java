package dev.kith.crm.persistence.kernel;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.ClassPath;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordJsonTest {

  private static final UUID ID = new UUID(1, 2);

  private final RecordJson json = new RecordJson();

  @TestFactory
  Stream<DynamicTest> every_event_is_known_by_its_type_and_comes_back_as_it_was()
      throws IOException {
    List<Class<?>> events = events();
    assertThat(events).isNotEmpty();
    return events.stream()
        .map(type ->
            DynamicTest.dynamicTest(
                type.getSimpleName(),
                () -> {
                  DomainEvent event = (DomainEvent) sample(type);
                  assertThat(StoredNames.EVENTS)
                      .as("StoredNames.EVENTS")
                      .containsEntry(event.type(), event.getClass());
                  assertThat(json.read(json.write(event), event.getClass())).isEqualTo(event);
                }));
  }

  @Test
  void every_registered_type_is_an_event_that_exists() throws IOException {
    assertThat(StoredNames.EVENTS.values()).hasSameElementsAs(cast(events()));
  }

  /** Results of commands are remembered under their idempotency keys, and events are kept. */
  @Test
  void every_variant_in_a_result_or_an_event_has_a_name_to_be_stored_by() throws IOException {
    Set<Class<?>> seen = new LinkedHashSet<>();
    recordsThatAre(Aggregate.class).forEach(type -> addReached(type, seen));
    events().forEach(type -> addReached(type, seen));
    List<Class<?>> sealed = seen.stream().filter(Class::isSealed).toList();

    assertThat(sealed).contains(LeadStatus.class);
    assertThat(
            sealed.stream()
                .flatMap(type ->
                    Arrays.stream(type.getPermittedSubclasses())
                        .filter(variant -> !StoredNames.VARIANTS.row(type).containsValue(variant))))
        .as("variants that are missing in StoredNames.VARIANTS")
        .isEmpty();
  }

  @Test
  void values_are_scalars_variants_are_named_and_moments_are_iso() {
    LeadStatus status = new LeadStatus.Recycled(Instant.EPOCH, Instant.EPOCH.plusNanos(1_000));

    assertThat(json.write(new LeadId(ID))).isEqualTo("\"" + ID + "\"");
    assertThat(json.write(status))
        .isEqualTo(
            "{\"is\":\"RECYCLED\",\"since\":\"1970-01-01T00:00:00Z\",\"until\":\"1970-01-01T00:00:00.000001Z\"}");
    assertThat(json.read(json.write(status), LeadStatus.class)).isEqualTo(status);
  }

  @Test
  void roles_that_were_kept_before_they_permitted_anything_permit_what_the_usual_ones_do() {
    String kept =
        "{\"roles\":[{\"key\":\"BILLING\",\"name\":\"Payer\",\"kinds\":[\"ACCOUNT\"],\"titles\":[],\"retired\":false},"
            + "{\"key\":\"SPONSOR\",\"name\":\"Sponsor\",\"kinds\":[\"ACCOUNT\"],\"titles\":[],\"permissions\":[],\"retired\":false}]}";

    RoleTerms read = json.read(kept, RoleTerms.class);

    assertThat(read.permitted("BILLING"))
        .isEqualTo(RoleCatalogue.USUAL.terms().permitted("BILLING"))
        .isNotEmpty();
    assertThat(read.permitted("SPONSOR")).isEmpty();
    assertThat(json.read(json.write(read), RoleTerms.class)).isEqualTo(read);
  }

  @Test
  void a_refusal_in_a_result_says_the_same_when_it_is_read_back() {
    LeadRefusal.EmailTaken refusal = new LeadRefusal.EmailTaken("a@example.org", ID);
    Batch batch = new Batch(List.of(Outcome.done(new LeadId(ID)), Outcome.refused(refusal)));

    Batch read = json.read(json.write(batch), Batch.class);

    assertThat(read)
        .isEqualTo(
            new Batch(
                List.of(
                    Outcome.done(new LeadId(ID)),
                    Outcome.refused(OutcomeJson.StoredRefusal.of(refusal)))));
    assertThat(json.read(json.write(read), Batch.class)).isEqualTo(read);
  }

  @Test
  void days_with_exact_numbers_come_back_as_they_were() {
    ExchangeRates rates =
        ExchangeRates.begin(
                CurrencyPair.of("EUR", "USD"),
                Map.of(
                    LocalDate.of(2026, 3, 2), new BigDecimal("0.000000000001"),
                    LocalDate.of(2026, 4, 1), new BigDecimal("999999999999.5")),
                Instant.EPOCH)
            .orElseThrow()
            .next();
    assertThat(json.read(json.write(rates), ExchangeRates.class)).isEqualTo(rates);
  }

  @Test
  void components_that_came_later_are_empty_and_those_that_went_are_ignored() {
    assertThat(json.read("{\"outcomes\":[],\"gone\":1}", Batch.class))
        .isEqualTo(new Batch(List.of()));
  }

  record Batch(List<Outcome<LeadId>> outcomes) {}

  /** Every record that is an event, found in the domain's own classes. */
  private static List<Class<?>> events() throws IOException {
    return domain()
        .filter(c -> c.isSealed() && DomainEvent.class.isAssignableFrom(c))
        .<Class<?>>flatMap(c -> Arrays.stream(c.getPermittedSubclasses()))
        .filter(Class::isRecord)
        .toList();
  }

  private static List<Class<?>> recordsThatAre(Class<?> root) throws IOException {
    return domain().filter(c -> c.isRecord() && root.isAssignableFrom(c)).toList();
  }

  private static Stream<Class<?>> domain() throws IOException {
    return ClassPath.from(DomainEvent.class.getClassLoader())
        .getTopLevelClassesRecursive("dev.kith.crm.domain")
        .stream()
        .<Class<?>>map(ClassPath.ClassInfo::load)
        .filter(c -> !c.getName().contains("wrongsample"));
  }

  /** The domain's types that a value of this type consists of, itself included. */
  private static void addReached(Type reached, Set<Class<?>> seen) {
    if (reached instanceof ParameterizedType several) {
      for (Type argument : several.getActualTypeArguments()) {
        addReached(argument, seen);
      }
    } else if (reached instanceof Class<?> type
        && type.getName().startsWith("dev.kith.crm.domain.")
        && seen.add(type)) {
      if (type.isSealed()) {
        Arrays.stream(type.getPermittedSubclasses()).forEach(each -> addReached(each, seen));
      }
      if (type.isRecord()) {
        Arrays.stream(type.getRecordComponents())
            .forEach(component -> addReached(component.getGenericType(), seen));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Class<? extends DomainEvent>> cast(List<Class<?>> types) {
    return (List<Class<? extends DomainEvent>>) (List<?>) types;
  }

  /** A record with something in every component. */
  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    Map<Class<?>, Object> known =
        Map.ofEntries(
            entry(String.class, "text"),
            entry(UUID.class, ID),
            entry(int.class, 7),
            entry(long.class, 7L),
            entry(boolean.class, true),
            entry(Instant.class, Instant.EPOCH),
            entry(ZoneId.class, ZoneId.of("Europe/Berlin")),
            entry(EmailAddress.class, new EmailAddress("a@example.org")),
            entry(InternetDomain.class, new InternetDomain("example.org")),
            entry(PhoneNumber.class, new PhoneNumber("+493012345678")),
            entry(Country.class, new Country("DE")),
            entry(UserId.class, new UserId(ID)));
    if (known.containsKey(type)) {
      return known.get(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isSealed()) {
      return sample(type.getPermittedSubclasses()[0]);
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          components[i].getGenericType() instanceof ParameterizedType list
              ? List.of(sample((Class<?>) list.getActualTypeArguments()[0]))
              : sample(components[i].getType());
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }
}
