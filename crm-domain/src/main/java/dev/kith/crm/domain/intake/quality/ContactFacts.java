package dev.kith.crm.domain.intake.quality;

/**
 * What lists and numbering plans know of a lead's e-mail address and telephone number, without
 * asking anybody. All of it is false for a lead that has neither.
 *
 * @param emailDisposable the address lives for minutes or hours
 * @param emailRole the address reaches a function and no person
 * @param emailFree anybody can get an address at this domain
 * @param phoneAssigned the number belongs to a range that is handed out
 */
public record ContactFacts(
    boolean emailDisposable, boolean emailRole, boolean emailFree, boolean phoneAssigned) {

  public static final ContactFacts NONE = new ContactFacts(false, false, false, false);
}
