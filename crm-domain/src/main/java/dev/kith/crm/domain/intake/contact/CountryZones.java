package dev.kith.crm.domain.intake.contact;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Country;
import java.time.ZoneId;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;

/** Which time zones are in use in a country. */
final class CountryZones {

  /** By the code of the country. A quiet hour is asked for a thousand leads at once. */
  private static final ImmutableMap<String, ImmutableSet<ZoneId>> ZONES = read();

  private CountryZones() {}

  /** One for each way in which clocks differ there; empty if nothing is known. */
  static Set<ZoneId> of(Country country) {
    return ZONES.getOrDefault(country.code(), ImmutableSet.of());
  }

  private static ImmutableMap<String, ImmutableSet<ZoneId>> read() {
    ResourceBundle data =
        ResourceBundle.getBundle(
            "dev.kith.crm.domain.intake.contact.zones",
            Locale.ROOT,
            CountryZones.class.getClassLoader());
    Set<String> known = ZoneId.getAvailableZoneIds();
    return data.keySet().stream()
        .collect(
            toImmutableMap(
                Function.identity(),
                country ->
                    Splitter.on(' ')
                        .splitToStream(data.getString(country))
                        .filter(known::contains)
                        .map(ZoneId::of)
                        .collect(toImmutableSet())));
  }
}
