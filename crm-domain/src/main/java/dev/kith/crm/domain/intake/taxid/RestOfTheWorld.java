package dev.kith.crm.domain.intake.taxid;

import static dev.kith.crm.domain.intake.taxid.CheckDigits.DIGITS_AND_LETTERS;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.digit;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.last;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.number;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.upTo10;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.upTo11;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.weighted;

/**
 * The check digits of tax numbers outside of the European Union: a method per country, named by its
 * code, on the number without prefix. Sources stand at each.
 */
final class RestOfTheWorld {

  /** Without I, O, S, V and Z. */
  private static final String LETTERS_OF_CHINA = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final String LETTERS_OF_MEXICO = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
  private static final int[] WEIGHTS_OF_COLOMBIA = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43};

  private RestOfTheWorld() {}

  /** HM Revenue and Customs: modulus 97, and since 2010 also "9755", which adds 55. */
  static boolean gb(String n) {
    long sum = weighted(n, 8, 7, 6, 5, 4, 3, 2) + number(n, 7, 9);
    return sum % 97 == 0 || (sum + 55) % 97 == 0;
  }

  /** Swiss Federal Statistical Office, UID: modulus 11 (eCH-0097). */
  static boolean ch(String n) {
    return upTo11(weighted(n, 5, 4, 3, 2, 7, 6, 5, 4)) % 11 == last(n);
  }

  /** Brønnøysund register, organisation number: modulus 11. */
  static boolean no(String n) {
    return upTo11(weighted(n, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 == last(n);
  }

  /** Australian Business Register, "Format of the ABN": modulus 89, the first digit less one. */
  static boolean au(String n) {
    int sum = weighted(n, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10;
    return sum % 89 == 0;
  }

  /** New Zealand Inland Revenue, "IRD number validation": two rounds of modulus 11. */
  static boolean nz(String n) {
    String padded = n.length() == 8 ? "0" + n : n;
    int missing = upTo11(weighted(padded, 3, 2, 7, 6, 5, 4, 3, 2)) % 11;
    if (missing == 10) {
      missing = upTo11(weighted(padded, 7, 4, 3, 2, 5, 2, 7, 6)) % 11;
    }
    return missing == last(padded);
  }

  /** Goods and Services Tax Network: Luhn's formula, modulus 36. */
  static boolean in(String n) {
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = DIGITS_AND_LETTERS.indexOf(n.charAt(i)) * (i % 2 + 1);
      sum += product / 36 + product % 36;
    }
    return DIGITS_AND_LETTERS.charAt((36 - sum % 36) % 36) == n.charAt(14);
  }

  /** Receita Federal, CNPJ: modulus 11 twice; since 2026 with letters, by their place in ASCII. */
  static boolean br(String n) {
    return checkOfBrazil(n, 12) == digit(n, 12) && checkOfBrazil(n, 13) == digit(n, 13);
  }

  private static int checkOfBrazil(String n, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += digit(n, i) * (2 + (length - 1 - i) % 8);
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  /** Servicio de Administración Tributaria, RFC, annex on the check digit: modulus 11. */
  static boolean mx(String n) {
    String padded = n.length() == 12 ? " " + n : n;
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += LETTERS_OF_MEXICO.indexOf(padded.charAt(i)) * (13 - i);
    }
    return "0123456789A".charAt(upTo11(sum) % 11) == padded.charAt(12);
  }

  /** Servicio de Impuestos Internos, RUT: modulus 11, K for 10. */
  static boolean cl(String n) {
    int sum = 0;
    for (int i = 0; i < n.length() - 1; i++) {
      sum += digit(n, n.length() - 2 - i) * (2 + i % 6);
    }
    return "0123456789K".charAt(upTo11(sum) % 11) == n.charAt(n.length() - 1);
  }

  /** AFIP, CUIT: modulus 11, 9 for 10. */
  static boolean ar(String n) {
    int missing = upTo11(weighted(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11;
    return Math.min(missing, 9) == last(n);
  }

  /** DIAN, NIT, Orden Administrativa 4 of 1989: modulus 11 with primes. */
  static boolean co(String n) {
    int sum = 0;
    for (int i = 0; i < n.length() - 1; i++) {
      sum += digit(n, n.length() - 2 - i) * WEIGHTS_OF_COLOMBIA[i];
    }
    int rest = sum % 11;
    return (rest < 2 ? rest : 11 - rest) == last(n);
  }

  /** SUNAT, RUC: modulus 11. */
  static boolean pe(String n) {
    return upTo11(weighted(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 10 == last(n);
  }

  /** Federal Tax Service, INN: modulus 11; ten digits for companies, twelve for persons. */
  static boolean ru(String n) {
    if (n.length() == 10) {
      return weighted(n, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == last(n);
    }
    return weighted(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(n, 10)
        && weighted(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == last(n);
  }

  /** Gelir İdaresi, vergi kimlik numarası: powers of two, modulus 9. */
  static boolean tr(String n) {
    int sum = 0;
    for (int i = 1; i <= 9; i++) {
      int moved = (digit(n, 9 - i) + i) % 10;
      int product = moved * (1 << i) % 9;
      sum += moved != 0 && product == 0 ? 9 : product;
    }
    return upTo10(sum) == last(n);
  }

  /** GB 32100-2015, unified social credit code: modulus 31 with powers of three. */
  static boolean cn(String n) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      sum += LETTERS_OF_CHINA.indexOf(n.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return LETTERS_OF_CHINA.charAt((31 - sum % 31) % 31) == n.charAt(17);
  }

  /** National Tax Agency, corporate number: modulus 9, the check digit in front. */
  static boolean jp(String n) {
    int sum = 0;
    for (int i = 1; i <= 12; i++) {
      sum += digit(n, 13 - i) * (i % 2 == 1 ? 1 : 2);
    }
    return 9 - sum % 9 == digit(n, 0);
  }

  /** National Tax Service, business registration number: modulus 10. */
  static boolean kr(String n) {
    int sum = weighted(n, 1, 3, 7, 1, 3, 7, 1, 3, 5) + digit(n, 8) * 5 / 10;
    return upTo10(sum) == last(n);
  }

  /** Revenue Department, taxpayer identification number: modulus 11. */
  static boolean th(String n) {
    return upTo11(weighted(n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) % 10 == last(n);
  }
}
