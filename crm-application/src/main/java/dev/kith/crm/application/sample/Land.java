package dev.kith.crm.application.sample;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * What names, firms and places are like in a country.
 *
 * @param families also give firms their names
 * @param places written {@code city|postal code|region|dialling code and the digits to make up, as
 *     #}
 */
record Land(
    String code,
    List<String> givenNames,
    List<String> families,
    List<String> branches,
    List<String> forms,
    List<String> streets,
    List<Place> places) {

  static final int GIVEN_NAMES = 30;
  static final int FAMILIES = 50;
  static final int BRANCHES = 8;
  static final int PLACES = 4;

  record Place(String city, String postalCode, String region, String phone) {}

  static final List<Land> ALL =
      List.of(
          land(
              "DE",
              "Anna Lukas Sophie Jonas Jürgen Käthe Maximilian Lea Björn Mia Felix Hannah"
                  + " Paul Emma Günther Clara Stefan Ute Moritz Jörg Charlotte Anton Greta Emil"
                  + " Frieda Oskar Johanna Theodor Marlene Henrik",
              "Müller Schmidt Schneider Fischer Weber Schäfer Becker Köhler Wagner Groß"
                  + " Krüger Jäger Böhm Vogel Lange Kühn Brandt Voß Hartmann Lindner Zimmermann"
                  + " Krause Lehmann Schmitz Meier Schulze Maier Huber Kaiser Fuchs Scholz Möller"
                  + " Weiß Jung Hahn Schubert Keller Günther Winkler Lorenz Baumann Albrecht"
                  + " Schuster Winter Kraus Schumacher Krämer Vogt Stein Ziegler",
              "Maschinenbau,Logistik,Elektrotechnik,Medizintechnik,Bau,Software,Metallbau,Gartenbau",
              "GmbH,AG,GmbH & Co. KG,KG",
              "Hauptstraße,Bahnhofstraße,Gartenweg,Lindenallee",
              "Berlin|10115|Berlin|+49 30 #######",
              "München|80331|Bayern|+49 89 #######",
              "Köln|50667|Nordrhein-Westfalen|+49 221 #######",
              "Hamburg|20095|Hamburg|+49 40 #######"),
          land(
              "AT",
              "Johannes Magdalena Tobias Leonie Matthias Katharina Florian Theresa Andreas"
                  + " Eva Bernhard Julia Christoph Sabine Markus Elisabeth Jakob Veronika Simon"
                  + " Petra Valentin Marlies Georg Barbara Stefan Birgit Wolfgang Carina Reinhard"
                  + " Doris",
              "Gruber Huber Bauer Pichler Moser Steiner Mayer Hofer Leitner Berger Eder"
                  + " Wallner Egger Haas Schwarz Aigner Brunner Wimmer Köck Strasser Fuchs Maier"
                  + " Schmid Winkler Weber Schwarzl Wagner Lang Baumgartner Auer Binder"
                  + " Lechner Wolf Aichinger Koller Lehner Schuster Kainz Riegler Neubauer Hofbauer"
                  + " Holzer Ebner Kern Weiss Fellner Zauner Pfeiffer Reiter Stadler",
              "Anlagenbau,Holzbau,Tourismus,IT-Service,Energietechnik,Handel,Transporte,Feinmechanik",
              "GmbH,AG,OG,KG",
              "Wiener Straße,Kirchengasse,Seestraße,Marktplatz",
              "Wien|1010|Wien|+43 1 #######",
              "Graz|8010|Steiermark|+43 316 ######",
              "Linz|4020|Oberösterreich|+43 732 ######",
              "Salzburg|5020|Salzburg|+43 662 ######"),
          land(
              "FR",
              "Camille Théo Chloé Hugo Léa Lucas Manon Jules Inès Raphaël Zoé Gaël Élise Noé"
                  + " Amélie Rémi Océane Loïc Agnès François Mathilde Antoine Juliette Baptiste"
                  + " Clémence Étienne Margaux Thibault Solène Guillaume",
              "Martin Bernard Lefèvre Moreau Dubois Girard Rousseau Garnier Chevalier Lemaître"
                  + " Faure Blanchard Mercier Gauthier Barbier Renaud Dupré Noël Colin Fabre Durand"
                  + " Petit Roux Fontaine Perrin Morel Laurent Michel Garcia Bertrand Vincent"
                  + " Masson Marchand Duval Denis Lemoine Picard Roger Rivière Arnaud Giraud Brun"
                  + " Leroux Carpentier Renault Aubert Vidal Collet Besson Charpentier",
              "Conseil,Bâtiment,Transports,Énergie,Édition,Mécanique,Vignobles,Informatique",
              "SARL,SAS,SA,SASU",
              "rue de la Gare,avenue Victor Hugo,place du Marché,rue des Écoles",
              "Paris|75001|Île-de-France|+33 1 42 ## ## ##",
              "Lyon|69001|Auvergne-Rhône-Alpes|+33 4 72 ## ## ##",
              "Bordeaux|33000|Nouvelle-Aquitaine|+33 5 56 ## ## ##",
              "Lille|59000|Hauts-de-France|+33 3 20 ## ## ##"),
          land(
              "GB",
              "Oliver Amelia George Isla Harry Ava Jack Emily Charlie Grace Thomas Poppy"
                  + " William Freya James Alice Henry Ruby Edward Hazel Daniel Florence Samuel"
                  + " Matilda Benjamin Phoebe Joseph Eleanor Arthur Imogen",
              "Smith Jones Taylor Brown Wilson Evans Walker Wright Robinson Thompson Hughes"
                  + " Edwards Green Hall Wood Clarke Cooper Ward Turner Baxter Davies Roberts"
                  + " Johnson Lewis White Harris Martin King Lee Allen Morris Bell Parker Scott"
                  + " Phillips Watson Davis Bennett Price Griffiths Young Shaw Mitchell Marshall"
                  + " Foster Simpson Chapman Webb Palmer Holmes",
              "Engineering,Foods,Logistics,Textiles,Consulting,Electronics,Printing,Interiors",
              "Ltd,PLC,LLP,& Sons Ltd",
              "High Street,Station Road,Church Lane,Mill Road",
              "London|EC1A 1BB|England|+44 20 7946 ####",
              "Manchester|M1 1AE|England|+44 161 496 ####",
              "Edinburgh|EH1 1YZ|Scotland|+44 131 496 ####",
              "Cardiff|CF10 1EP|Wales|+44 29 2018 ####"),
          land(
              "US",
              "Liam Olivia Noah Charlotte Ethan Sophia Mason Isabella Logan Harper Aiden Evelyn"
                  + " Carter Abigail Wyatt Madison Hunter Savannah Dylan Brooke Jackson Avery Caleb"
                  + " Hailey Connor Audrey Nathan Claire Julian Lucy",
              "Johnson Williams Davis Miller Anderson Jackson White Harris Lewis Young Allen"
                  + " King Scott Hill Baker Nelson Mitchell Campbell Parker Collins Thomas Moore"
                  + " Martin Thompson Garcia Robinson Clark Rodriguez Walker Perez Hall Wright"
                  + " Torres Nguyen Flores Adams Rivera Roberts Phillips Evans Turner Diaz Cruz"
                  + " Edwards Stewart Morris Murphy Cook Rogers Morgan",
              "Industries,Software,Health,Freight,Robotics,Supply,Analytics,Outdoors",
              "Inc.,LLC,Corp.,Co.",
              "Main Street,Oak Avenue,Maple Drive,2nd Avenue",
              "New York|10001|New York|+1 212-555-####",
              "Austin|78701|Texas|+1 512-555-####",
              "Chicago|60601|Illinois|+1 312-555-####",
              "Seattle|98101|Washington|+1 206-555-####"),
          land(
              "NL",
              "Daan Sanne Bram Lotte Sem Fleur Thijs Anouk Jeroen Femke Ruben Maaike Joost Iris"
                  + " Koen Marieke Niels Saskia Wouter Tess Pieter Eva Maarten Noor Jasper Roos"
                  + " Gijs Elin Hugo Julia",
              "Jansen Bakker Visser Smit Mulder Bos Vos Peters Hendriks Dekker Brouwer"
                  + " Dijkstra Kuipers Willems Kok Postma Hoekstra Verhoeven Prins Blom Meijer"
                  + " Vermeulen Schouten Jacobs Kramer Dijk Smits Janssen Hermans Martens Koster"
                  + " Peeters Wolters Veenstra Hofman Maas Bosman Boer Huisman Kuiper Scholten"
                  + " Verbeek Timmermans Evers Willemsen Gerritsen Molenaar Postema Groot Sanders",
              "Bloemen,Waterbouw,Handel,Techniek,Scheepvaart,Zuivel,Advies,Bouw",
              "B.V.,N.V.,V.O.F.,Holding B.V.",
              "Dorpsstraat,Kerkweg,Stationsplein,Molenlaan",
              "Amsterdam|1012 AB|Noord-Holland|+31 20 #######",
              "Rotterdam|3011 AA|Zuid-Holland|+31 10 #######",
              "Utrecht|3511 AA|Utrecht|+31 30 #######",
              "Eindhoven|5611 AA|Noord-Brabant|+31 40 #######"),
          land(
              "PL",
              "Jakub Zuzanna Szymon Maja Michał Łucja Kacper Agnieszka Wojciech Małgorzata"
                  + " Paweł Joanna Tomasz Ewa Bartosz Magda Krzysztof Żaneta Łukasz Dorota Adam"
                  + " Karolina Marcin Natalia Piotr Monika Grzegorz Aleksandra Rafał Barbara",
              "Nowak Wójcik Kamiński Kowalczyk Zieliński Woźniak Dąbrowski Kozłowski Mazur Krawczyk"
                  + " Piotrowski Grabowski Pawlak Michalski Król Wieczorek Jabłoński Wróbel Stępień"
                  + " Górski Lewandowski Szymański Jankowski Kwiatkowski Wojciechowski Kaczmarek"
                  + " Adamczyk Dudek Zając Pawłowski Majewski Olszewski Jaworski Nowicki Malinowski"
                  + " Witkowski Walczak Baran Rutkowski Szewczyk Ostrowski Tomaszewski Pietrzak"
                  + " Marciniak Zalewski Jakubowski Sadowski Duda Bąk Włodarczyk",
              "Meble,Transport,Budownictwo,Elektronika,Usługi,Ceramika,Informatyka,Rolnictwo",
              "sp. z o.o.,S.A.,sp.k.,s.c.",
              "ulica Długa,ulica Kościelna,aleja Lipowa,ulica Polna",
              "Warszawa|00-001|Mazowieckie|+48 22 5## ## ##",
              "Kraków|30-001|Małopolskie|+48 12 4## ## ##",
              "Gdańsk|80-001|Pomorskie|+48 58 3## ## ##",
              "Wrocław|50-001|Dolnośląskie|+48 71 3## ## ##"),
          land(
              "SE",
              "Erik Astrid Lars Elsa Nils Ebba Axel Freja Oskar Saga Gustav Märta Anders Åsa"
                  + " Sven Linnéa Hampus Tuva Mårten Ylva Karin Johan Ingrid Mattias Sofia Fredrik"
                  + " Agnes Viktor Maria Henrik",
              "Andersson Johansson Nilsson Larsson Svensson Lindberg Lindström Bergström"
                  + " Sjöberg Åkesson Öberg Nyström Ekström Holm Björk Söderberg Hedlund Sandberg"
                  + " Forsberg Engström Karlsson Eriksson Olsson Persson Gustafsson Pettersson"
                  + " Jonsson Jansson Hansson Bengtsson Lindgren Axelsson Berglund Fredriksson"
                  + " Lundgren Hellström Wallin Norberg Ström Mattsson Lindqvist Blom Isaksson"
                  + " Danielsson Sundberg Samuelsson Nordström Hermansson Löfgren Eklund",
              "Skog,Verkstad,Design,Papper,Miljö,Fastigheter,Data,Fiske",
              "AB,HB,KB,Invest AB",
              "Storgatan,Kungsgatan,Skolvägen,Hamngatan",
              "Stockholm|111 20|Stockholms län|+46 8 #######",
              "Göteborg|411 03|Västra Götaland|+46 31 ######",
              "Malmö|211 20|Skåne län|+46 40 ######",
              "Uppsala|753 10|Uppsala län|+46 18 ######"));

  private static Land land(
      String code,
      String givenNames,
      String families,
      String branches,
      String forms,
      String streets,
      String... places) {
    Splitter words = Splitter.on(' ');
    Splitter items = Splitter.on(',');
    Land land =
        new Land(
            code,
            words.splitToList(givenNames),
            words.splitToList(families),
            items.splitToList(branches),
            items.splitToList(forms),
            items.splitToList(streets),
            List.of(places).stream().map(Land::place).toList());
    if (land.givenNames.size() != GIVEN_NAMES
        || land.families.size() != FAMILIES
        || land.branches.size() != BRANCHES
        || land.places.size() != PLACES) {
      throw new IllegalStateException("the lists of " + code + " have not the usual lengths");
    }
    return land;
  }

  private static Place place(String text) {
    List<String> parts = Splitter.on('|').splitToList(text);
    return new Place(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }
}
