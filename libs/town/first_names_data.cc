#include "libs/town/names_data.h"

namespace tijdig::town {
namespace {

// Unformatted: many to a line, so that the lists stay lists.
// clang-format off
constexpr FirstName women_born_before_1950[] = {
    {"Maria", 228293}, {"Johanna", 189689}, {"Anna", 90448}, {"Cornelia", 81251}, {"Wilhelmina", 71485},
    {"Elisabeth", 65226}, {"Catharina", 56049}, {"Hendrika", 55022}, {"Adriana", 48570}, {"Petronella", 45634},
    {"Geertruida", 32326}, {"Jacoba", 31940}, {"Margaretha", 27819}, {"Helena", 27110}, {"Antonia", 24115},
    {"Aaltje", 22050}, {"Theodora", 21337}, {"Grietje", 21215}, {"Alida", 20666}, {"Christina", 19258},
    {"Jantje", 18644}, {"Trijntje", 18605}, {"Elizabeth", 17180}, {"Neeltje", 16959}, {"Antje", 14877},
    {"Geertje", 14839}, {"Jannetje", 13893}, {"Janna", 13516}, {"Gerarda", 12593}, {"Willemina", 12446},
    {"Pieternella", 12048}, {"Gerritje", 11201}, {"Theresia", 10556}, {"Josephina", 10437}, {"Henrica", 10412},
    {"Hendrikje", 10130}, {"Dirkje", 9696}, {"Hermina", 9688}, {"Berendina", 9302}, {"Martina", 9235},
    {"Francisca", 9033}, {"Martha", 8313}, {"Marie", 8039}, {"Aleida", 7741}, {"Louise", 7519}, {"Lena", 7369},
    {"Gertruda", 7193}, {"Gerda", 7162}, {"Agnes", 7085}, {"Sophia", 6911}, {"Dina", 6704}, {"Marianne", 6676},
    {"Willy", 6633}, {"Maartje", 6275}, {"Annie", 6242}, {"Bertha", 6149}, {"Hendrina", 5999}, {"Hubertina", 5761},
    {"Everdina", 5752}, {"Ida", 5741},
};

constexpr FirstName women_born_1950_to_1979[] = {
    {"Maria", 185233}, {"Johanna", 143570}, {"Anna", 66774}, {"Elisabeth", 63160}, {"Cornelia", 59215},
    {"Wilhelmina", 54148}, {"Catharina", 49615}, {"Petronella", 40673}, {"Adriana", 37178}, {"Hendrika", 37143},
    {"Monique", 36062}, {"Yvonne", 35744}, {"Ingrid", 28978}, {"Margaretha", 28045}, {"Helena", 22355},
    {"Jacoba", 22145}, {"Sandra", 21494}, {"Jolanda", 21413}, {"Esther", 20989}, {"Jacqueline", 20004},
    {"Karin", 19106}, {"Geertruida", 19009}, {"Astrid", 17600}, {"Marianne", 17579}, {"Christina", 17338},
    {"Antonia", 16364}, {"Petra", 16042}, {"Elizabeth", 15097}, {"Sylvia", 14902}, {"Saskia", 14587},
    {"Bianca", 14513}, {"Theodora", 14371}, {"Anita", 14301}, {"Linda", 13842}, {"Patricia", 13240},
    {"Aaltje", 12198}, {"Miranda", 12113}, {"Alida", 11602}, {"Grietje", 11106}, {"Ellen", 10910}, {"Jantje", 10602},
    {"Nicole", 10537}, {"Judith", 10339}, {"Francisca", 10158}, {"Mirjam", 10146}, {"Trijntje", 9630},
    {"Geertje", 9278}, {"Carolina", 9218}, {"Wendy", 9196}, {"Sonja", 9143}, {"Caroline", 9062}, {"Diana", 8988},
    {"Claudia", 8881}, {"Monica", 8821}, {"Irene", 8381}, {"Barbara", 8315}, {"Gerarda", 8224}, {"Janna", 7954},
    {"Daniëlle", 7891}, {"Josephina", 7888},
};

constexpr FirstName women_born_since_1980[] = {
    {"Sanne", 26836}, {"Maria", 26740}, {"Anne", 23889}, {"Laura", 22300}, {"Anna", 22075}, {"Kim", 21866},
    {"Johanna", 21315}, {"Lisa", 20803}, {"Iris", 19867}, {"Eva", 18768}, {"Anouk", 17434}, {"Lotte", 17181},
    {"Linda", 15614}, {"Femke", 15486}, {"Emma", 14649}, {"Sophie", 14006}, {"Julia", 13999}, {"Tessa", 13967},
    {"Fleur", 12649}, {"Esther", 12606}, {"Lieke", 12546}, {"Michelle", 12478}, {"Amber", 12458}, {"Chantal", 12041},
    {"Ilse", 12000}, {"Charlotte", 11953}, {"Elisabeth", 11580}, {"Naomi", 11571}, {"Eline", 11335},
    {"Daniëlle", 10962}, {"Melissa", 10558}, {"Maaike", 10286}, {"Nienke", 10200}, {"Romy", 10057},
    {"Suzanne", 9971}, {"Joyce", 9861}, {"Merel", 9705}, {"Nina", 9679}, {"Marieke", 9410}, {"Isa", 9378},
    {"Demi", 9322}, {"Britt", 9279}, {"Wendy", 9256}, {"Kelly", 9110}, {"Denise", 9042}, {"Manon", 9028},
    {"Maud", 8911}, {"Sarah", 8776}, {"Roos", 8642}, {"Daphne", 8626}, {"Noa", 8474}, {"Jessica", 7946},
    {"Sharon", 7909}, {"Cornelia", 7880}, {"Lisanne", 7825}, {"Vera", 7691}, {"Zoë", 7563}, {"Sara", 7391},
    {"Nikki", 7255}, {"Floor", 7162},
};

constexpr FirstName men_born_before_1950[] = {
    {"Johannes", 211798}, {"Jan", 137793}, {"Cornelis", 102038}, {"Hendrik", 85989}, {"Willem", 73926},
    {"Pieter", 57384}, {"Petrus", 56747}, {"Gerrit", 53964}, {"Wilhelmus", 52551}, {"Jacobus", 49845},
    {"Gerardus", 48261}, {"Antonius", 46762}, {"Adrianus", 46299}, {"Hendrikus", 41772}, {"Theodorus", 35570},
    {"Franciscus", 35392}, {"Jacob", 34730}, {"Johan", 32687}, {"Dirk", 31393}, {"Marinus", 30598},
    {"Henricus", 25352}, {"Martinus", 24318}, {"Arie", 24202}, {"Nicolaas", 23409}, {"Peter", 22254},
    {"Bernardus", 21638}, {"Albert", 19007}, {"Albertus", 17322}, {"Klaas", 16904}, {"Leonardus", 16765},
    {"Hermanus", 16255}, {"Leendert", 15136}, {"Joseph", 14241}, {"Herman", 14152}, {"Hubertus", 14146},
    {"Lambertus", 13459}, {"Josephus", 13039}, {"Adriaan", 13013}, {"Frederik", 12936}, {"Robert", 12842},
    {"Christiaan", 11957}, {"Gerard", 11886}, {"Roelof", 10932}, {"Harm", 10410}, {"Joannes", 10397},
    {"Teunis", 10392}, {"Frans", 10366}, {"Evert", 10078}, {"Hendricus", 9892}, {"Geert", 9536}, {"Berend", 9449},
    {"Hans", 9405}, {"Arnoldus", 9335}, {"Simon", 8999}, {"Paulus", 8706}, {"Gerhardus", 8394}, {"Karel", 8238},
    {"Jozef", 8019}, {"Arend", 7864}, {"Abraham", 7846},
};

constexpr FirstName men_born_1950_to_1979[] = {
    {"Johannes", 192833}, {"Jan", 105852}, {"Cornelis", 76864}, {"Hendrik", 68884}, {"Petrus", 58421},
    {"Willem", 55236}, {"Peter", 49529}, {"Robert", 48489}, {"Pieter", 44788}, {"Wilhelmus", 44221},
    {"Gerrit", 42944}, {"Franciscus", 42031}, {"Ronald", 41050}, {"Antonius", 40829}, {"Gerardus", 40719},
    {"Adrianus", 39235}, {"Jacobus", 38320}, {"Hendrikus", 34307}, {"Marcel", 31341}, {"Johan", 30020},
    {"Marinus", 29248}, {"Martinus", 28786}, {"René", 28112}, {"Richard", 27724}, {"Jacob", 27057},
    {"Jeroen", 26852}, {"Theodorus", 25861}, {"Henricus", 25752}, {"Dirk", 25555}, {"Marco", 20463},
    {"Paulus", 20154}, {"Erik", 20133}, {"Albert", 19866}, {"Paul", 19766}, {"Nicolaas", 19469}, {"Patrick", 18585},
    {"Edwin", 18436}, {"Robertus", 17858}, {"Arie", 17203}, {"Eric", 16653}, {"Alexander", 16570},
    {"Bernardus", 16197}, {"Michel", 15586}, {"Leonardus", 15479}, {"Dennis", 15251}, {"Martin", 15105},
    {"Frank", 14948}, {"Rudolf", 14451}, {"Albertus", 13908}, {"Hans", 13425}, {"Klaas", 13371}, {"Mark", 13186},
    {"Frederik", 13126}, {"Maarten", 12981}, {"Hubertus", 12886}, {"Christiaan", 12234}, {"Gerard", 12118},
    {"Martijn", 11723}, {"Roelof", 10974}, {"Adriaan", 10928},
};

constexpr FirstName men_born_since_1980[] = {
    {"Thomas", 31458}, {"Johannes", 30911}, {"Tim", 29432}, {"Jan", 26428}, {"Jeroen", 24332}, {"Kevin", 22722},
    {"Daan", 21837}, {"Dennis", 21815}, {"Niels", 21760}, {"Mark", 20851}, {"Tom", 20038}, {"Robin", 19278},
    {"Ruben", 18917}, {"Nick", 18881}, {"Sander", 18852}, {"Martijn", 18850}, {"Bram", 18784}, {"Bart", 18608},
    {"Daniël", 18464}, {"Thijs", 18249}, {"Lars", 18224}, {"Rick", 17749}, {"Willem", 17601}, {"Jasper", 16101},
    {"Hendrik", 16050}, {"Cornelis", 16004}, {"Bas", 15870}, {"Pieter", 15847}, {"Max", 15560}, {"Wouter", 15537},
    {"Jesse", 15275}, {"Stefan", 15014}, {"Koen", 14998}, {"Mike", 14881}, {"Michael", 14467}, {"Maarten", 14401},
    {"Roy", 14316}, {"Patrick", 14003}, {"Lucas", 13516}, {"Sven", 13440}, {"David", 13435}, {"Luuk", 13256},
    {"Jeffrey", 12938}, {"Stijn", 12716}, {"Jelle", 12273}, {"Sem", 12022}, {"Robert", 11683}, {"Wesley", 11504},
    {"Danny", 11473}, {"Gerrit", 10292}, {"Peter", 10158}, {"Milan", 9971}, {"Vincent", 9839}, {"Joost", 9740},
    {"Joey", 9613}, {"Frank", 9538}, {"Dylan", 9534}, {"Sam", 9103}, {"Mohamed", 8946}, {"Sebastiaan", 8908},
};

constexpr CallName call_names[] = {
    {"Johannes", "Jan"}, {"Cornelis", "Kees"}, {"Wilhelmus", "Wim"}, {"Petrus", "Piet"}, {"Hendrik", "Henk"},
    {"Hendrikus", "Henk"}, {"Jacobus", "Jaap"}, {"Gerardus", "Gerard"}, {"Adrianus", "Ad"}, {"Antonius", "Ton"},
    {"Franciscus", "Frans"}, {"Theodorus", "Theo"}, {"Martinus", "Martin"}, {"Lambertus", "Bert"}, {"Gerrit", "Ger"},
    {"Jacob", "Jaap"}, {"Pieter", "Piet"}, {"Nicolaas", "Klaas"}, {"Leonardus", "Leo"}, {"Willem", "Wim"},
    {"Maria", "Ria"}, {"Johanna", "Annie"}, {"Elisabeth", "Els"}, {"Cornelia", "Corrie"}, {"Wilhelmina", "Willy"},
    {"Catharina", "Trudy"}, {"Hendrika", "Riek"}, {"Petronella", "Nel"}, {"Adriana", "Adrie"},
    {"Margaretha", "Greet"}, {"Jacoba", "Coby"}, {"Geertruida", "Truus"}, {"Antonia", "Toos"}, {"Anna", "Annie"},
    {"Helena", "Lenie"}, {"Francisca", "Fransje"}, {"Theodora", "Dora"}, {"Gerarda", "Gerda"}, {"Alida", "Alie"},
    {"Josephina", "Fien"},
};
// clang-format on

}  // namespace

std::span<const FirstName> first_names(bool woman, int birth_year) {
  if (birth_year < 1950) {
    if (woman) return women_born_before_1950;
    return men_born_before_1950;
  }
  if (birth_year < 1980) {
    if (woman) return women_born_1950_to_1979;
    return men_born_1950_to_1979;
  }
  if (woman) return women_born_since_1980;
  return men_born_since_1980;
}

std::string_view call_name(std::string_view official) {
  for (const CallName& known : call_names)
    if (known.official == official) return known.called;
  return official;
}

}  // namespace tijdig::town
