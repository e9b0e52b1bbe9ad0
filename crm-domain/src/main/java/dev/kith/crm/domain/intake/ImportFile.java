package dev.kith.crm.domain.intake;

/**
 * The file of an import, as it was handed in.
 *
 * @param sha256 of its bytes, hexadecimal: tells whether two imports are of the same file
 */
public record ImportFile(String name, long bytes, String sha256) {

  public static final int LONGEST_NAME = 200;
}
