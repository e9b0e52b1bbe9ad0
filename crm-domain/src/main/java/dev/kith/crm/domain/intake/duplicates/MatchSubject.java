package dev.kith.crm.domain.intake.duplicates;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person or an organisation, as people wrote it; everything may be missing.
 *
 * @param phone in E.164 or as written
 * @param website an address of a page, or a bare domain
 * @param street one line or several, with number, unit and building in any order
 * @param country a code or a name
 */
public record MatchSubject(
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable String company,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String website,
    @Nullable String street,
    @Nullable String postalCode,
    @Nullable String city,
    @Nullable String region,
    @Nullable String country,
    @Nullable LocalDate birthDate) {

  public static Builder builder() {
    return new Builder();
  }

  /** Takes the parts by name, for most callers know only some. */
  public static final class Builder {

    private @Nullable String givenName;
    private @Nullable String familyName;
    private @Nullable String company;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String website;
    private @Nullable String street;
    private @Nullable String postalCode;
    private @Nullable String city;
    private @Nullable String region;
    private @Nullable String country;
    private @Nullable LocalDate birthDate;

    private Builder() {}

    public Builder givenName(@Nullable String text) {
      givenName = text;
      return this;
    }

    public Builder familyName(@Nullable String text) {
      familyName = text;
      return this;
    }

    public Builder company(@Nullable String text) {
      company = text;
      return this;
    }

    public Builder email(@Nullable String text) {
      email = text;
      return this;
    }

    public Builder phone(@Nullable String text) {
      phone = text;
      return this;
    }

    public Builder website(@Nullable String text) {
      website = text;
      return this;
    }

    public Builder street(@Nullable String text) {
      street = text;
      return this;
    }

    public Builder postalCode(@Nullable String text) {
      postalCode = text;
      return this;
    }

    public Builder city(@Nullable String text) {
      city = text;
      return this;
    }

    public Builder region(@Nullable String text) {
      region = text;
      return this;
    }

    public Builder country(@Nullable String text) {
      country = text;
      return this;
    }

    public Builder birthDate(@Nullable LocalDate date) {
      birthDate = date;
      return this;
    }

    public MatchSubject build() {
      return new MatchSubject(
          givenName,
          familyName,
          company,
          email,
          phone,
          website,
          street,
          postalCode,
          city,
          region,
          country,
          birthDate);
    }
  }
}
