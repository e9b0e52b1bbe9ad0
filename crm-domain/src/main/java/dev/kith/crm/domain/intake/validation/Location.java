package dev.kith.crm.domain.intake.validation;

/** Where a postal address is on the map, as far as a geocoder could say. */
public sealed interface Location {

  /**
   * It is here.
   *
   * @param latitude in degrees, north of the equator positive (WGS 84)
   * @param longitude in degrees, east of Greenwich positive
   * @param confidence from 0 to 100 that this is the very address and not only near it
   * @param name of the place as the geocoder writes it
   */
  record Found(double latitude, double longitude, int confidence, String name) implements Location {

    /** Below this, what was found is the surroundings and not the address. */
    public static final int PRECISE = 50;

    public Found {
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException("there is no such place");
      }
      if (confidence < 0 || confidence > 100) {
        throw new IllegalArgumentException("confidence is from 0 to 100");
      }
    }
  }

  /** The geocoder knows no such address; maps have gaps, so that it may exist all the same. */
  record NotFound() implements Location {}

  /** The geocoder did not answer in time and in order. */
  record Unanswered() implements Location {}
}
