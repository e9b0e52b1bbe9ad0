package dev.kith.crm.domain.intake.taxid;

import static dev.kith.crm.domain.intake.taxid.CheckDigits.digit;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.digitSum;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.last;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.luhn;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.mod97;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.number;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.upTo10;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.upTo11;
import static dev.kith.crm.domain.intake.taxid.CheckDigits.weighted;

/**
 * The check digits of value added tax numbers in the European Union, each as the member state made
 * it known to the Commission ("VIES VAT number algorithms"). A method per state, named by its code,
 * on the number without prefix.
 */
final class EuropeanUnion {

  private static final String LETTERS_OF_SPAIN = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String LETTERS_OF_SPANISH_COMPANIES = "JABCDEFGHI";
  private static final String LETTERS_OF_IRELAND = "WABCDEFGHIJKLMNOPQRSTUV";
  private static final int[] ODD_OF_CYPRUS = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

  /** Without I and O, which look like digits. */
  private static final String LETTERS_OF_FRANCE = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private EuropeanUnion() {}

  static boolean at(String n) {
    int sum = 4;
    for (int i = 0; i < 7; i++) {
      sum += i % 2 == 0 ? digit(n, i) : digitSum(2 * digit(n, i));
    }
    return upTo10(sum) == last(n);
  }

  static boolean be(String n) {
    return 97 - number(n, 0, 8) % 97 == number(n, 8, 10);
  }

  /**
   * Nine digits: companies; ten: persons, foreigners and others, each by a formula of their own.
   */
  static boolean bg(String n) {
    if (n.length() == 9) {
      int rest = weighted(n, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
      if (rest == 10) {
        rest = weighted(n, 3, 4, 5, 6, 7, 8, 9, 10) % 11;
      }
      return rest % 10 == last(n);
    }
    return weighted(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == last(n)
        || weighted(n, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == last(n)
        || upTo11(weighted(n, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 == last(n);
  }

  static boolean cy(String n) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += i % 2 == 0 ? ODD_OF_CYPRUS[digit(n, i)] : digit(n, i);
    }
    return 'A' + sum % 26 == n.charAt(8);
  }

  /**
   * Eight digits: companies; nine from 6 on: persons without, and ten: persons with a birth number.
   */
  static boolean cz(String n) {
    if (n.length() == 8) {
      return upTo11(weighted(n, 8, 7, 6, 5, 4, 3, 2)) % 10 == last(n);
    }
    if (n.length() == 9) {
      int missing = upTo11(weighted(n.substring(1), 8, 7, 6, 5, 4, 3, 2));
      return n.charAt(0) != '6' || (19 - missing) % 10 == last(n);
    }
    return number(n, 0, 10) % 11 == 0;
  }

  static boolean dk(String n) {
    return weighted(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  static boolean ee(String n) {
    return upTo10(weighted(n, 3, 7, 1, 3, 7, 1, 3, 7)) == last(n);
  }

  static boolean gr(String n) {
    return weighted(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == last(n);
  }

  /**
   * Citizens (eight digits), foreigners (X, Y, Z), others (K, L, M) and companies (other letters).
   */
  static boolean es(String n) {
    char first = n.charAt(0);
    if (Character.isDigit(first)) {
      return LETTERS_OF_SPAIN.charAt((int) (number(n, 0, 8) % 23)) == n.charAt(8);
    }
    if (first >= 'X') {
      return es((first - 'X') + n.substring(1));
    }
    if (first >= 'K' && first <= 'M') {
      return LETTERS_OF_SPAIN.charAt((int) (number(n, 1, 8) % 23)) == n.charAt(8);
    }
    int sum = 0;
    for (int i = 1; i < 8; i++) {
      sum += i % 2 == 0 ? digit(n, i) : digitSum(2 * digit(n, i));
    }
    int check = upTo10(sum);
    boolean mayBeDigit = "PQRSNW".indexOf(first) < 0;
    boolean mayBeLetter = "ABEH".indexOf(first) < 0;
    return (mayBeDigit && n.charAt(8) == '0' + check)
        || (mayBeLetter && n.charAt(8) == LETTERS_OF_SPANISH_COMPANIES.charAt(check));
  }

  static boolean fi(String n) {
    return upTo11(weighted(n, 7, 9, 10, 5, 8, 4, 2)) % 11 == last(n);
  }

  /** The SIREN of a company (Luhn; Monaco's begin with 000 and have none) and a key before it. */
  static boolean fr(String n) {
    String siren = n.substring(2);
    boolean monaco = siren.startsWith("000");
    long company = number(siren, 0, 9);
    int first = LETTERS_OF_FRANCE.indexOf(n.charAt(0));
    int second = LETTERS_OF_FRANCE.indexOf(n.charAt(1));
    boolean key;
    if (first < 10 && second < 10) {
      key = (12 + 3 * (company % 97)) % 97 == first * 10 + second;
    } else {
      int value = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
      key = (company + 1 + value / 11) % 11 == value % 11;
    }
    return key && (monaco || luhn(siren));
  }

  static boolean hu(String n) {
    return upTo10(weighted(n, 9, 7, 3, 1, 9, 7, 3)) == last(n);
  }

  /** Seven digits and one or two letters; until 2013 the second sign could be a letter or mark. */
  static boolean ie(String n) {
    boolean old = !Character.isDigit(n.charAt(1));
    String digits = old ? "0" + n.substring(2, 7) + n.charAt(0) : n.substring(0, 7);
    int sum = weighted(digits, 8, 7, 6, 5, 4, 3, 2);
    if (n.length() == 9) {
      sum += 9 * LETTERS_OF_IRELAND.indexOf(n.charAt(8));
    }
    return LETTERS_OF_IRELAND.charAt(sum % 23) == n.charAt(7);
  }

  /** Seven digits of the company, three of the province's office, and Luhn's. */
  static boolean it(String n) {
    long office = number(n, 7, 10);
    boolean known = (office >= 1 && office <= 100) || office == 120 || office == 121;
    return (known || office == 888 || office == 999) && luhn(n);
  }

  static boolean lt(String n) {
    boolean company = n.length() == 9;
    int rest =
        company
            ? weighted(n, 1, 2, 3, 4, 5, 6, 7, 8) % 11
            : weighted(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2) % 11;
    if (rest == 10) {
      rest =
          company
              ? weighted(n, 3, 4, 5, 6, 7, 8, 9, 1) % 11
              : weighted(n, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4) % 11;
    }
    return digit(n, n.length() - 2) == 1 && rest % 10 == last(n);
  }

  static boolean lu(String n) {
    return number(n, 0, 6) % 89 == number(n, 6, 8);
  }

  /** Companies begin with 4 and more, persons with the day of their birth. */
  static boolean lv(String n) {
    return digit(n, 0) > 3
        ? weighted(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3
        : (1 + weighted(n, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10 == last(n);
  }

  static boolean mt(String n) {
    return 37 - weighted(n, 3, 4, 6, 7, 8, 9) % 37 == number(n, 6, 8);
  }

  /**
   * Companies by the sum of nine digits; since 2020 sole traders by the whole number, prefix too.
   */
  static boolean nl(String n) {
    return weighted(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(n, 8) || mod97("NL" + n);
  }

  static boolean pl(String n) {
    return weighted(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == last(n);
  }

  static boolean pt(String n) {
    int missing = upTo11(weighted(n, 9, 8, 7, 6, 5, 4, 3, 2));
    return (missing > 9 ? 0 : missing) == last(n);
  }

  /** Up to ten digits: companies; thirteen: persons. */
  static boolean ro(String n) {
    if (n.length() == 13) {
      int rest = weighted(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
      return (rest == 10 ? 1 : rest) == last(n);
    }
    String padded = "0".repeat(10 - n.length()) + n;
    return weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == last(n);
  }

  static boolean se(String n) {
    return luhn(n.substring(0, 10));
  }

  static boolean si(String n) {
    int missing = upTo11(weighted(n, 8, 7, 6, 5, 4, 3, 2));
    return missing != 11 && missing % 10 == last(n);
  }

  static boolean sk(String n) {
    return number(n, 0, 10) % 11 == 0;
  }
}
