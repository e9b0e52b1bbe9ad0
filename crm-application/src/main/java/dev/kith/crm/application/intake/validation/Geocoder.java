package dev.kith.crm.application.intake.validation;

import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: finds postal addresses on the map. Implementations answer within seconds whatever
 * happens, however many addresses are asked for, and need not remember answers: that is done here.
 */
@FunctionalInterface
public interface Geocoder {

  /**
   * @param addresses each with a country and in the spelling of that country
   * @return an answer for each
   */
  Map<PostalAddress, Location> locate(Set<PostalAddress> addresses);
}
