package dev.kith.crm.domain.intake.contact;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Country;
import java.time.ZoneId;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** Which time zones are in use in a country. */
final class CountryZones {

  private static final ResourceBundle DATA =
      ResourceBundle.getBundle(
          "dev.kith.crm.domain.intake.contact.zones",
          Locale.ROOT,
          CountryZones.class.getClassLoader());

  private static final Splitter ZONES = Splitter.on(' ');

  private CountryZones() {}

  /** One for each way in which clocks differ there; empty if nothing is known. */
  static Set<ZoneId> of(Country country) {
    return DATA.containsKey(country.code())
        ? ZONES
            .splitToStream(DATA.getString(country.code()))
            .filter(ZoneId.getAvailableZoneIds()::contains)
            .map(ZoneId::of)
            .collect(ImmutableSet.toImmutableSet())
        : Set.of();
  }
}
