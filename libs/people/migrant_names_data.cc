#include "libs/people/migrant_names_data.h"
#include "libs/base/check.h"

namespace tijdig::people {
namespace {

// Unformatted: many to a line, so that the lists stay lists.
// clang-format off
constexpr std::string_view turkish_surnames[] = {
    "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Arslan", "Doğan", "Kılıç", "Aslan",
    "Çetin", "Kara", "Koç", "Kurt", "Özdemir", "Şimşek", "Polat", "Korkmaz", "Erdoğan", "Yıldırım", "Güneş", "Özkan"};
constexpr std::string_view turkish_men[] = {
    "Mehmet", "Mustafa", "Ahmet", "Ali", "Hüseyin", "Hasan", "İbrahim", "Murat", "Emre", "Yusuf", "Ömer", "Osman",
    "Süleyman", "Kemal", "Burak", "Serkan", "Fatih", "Halil", "İsmail", "Ramazan"};
constexpr std::string_view turkish_women[] = {
    "Fatma", "Ayşe", "Emine", "Hatice", "Zeynep", "Elif", "Meryem", "Sultan", "Zehra", "Hanife", "Özlem", "Gülşen",
    "Yasemin", "Songül", "Filiz", "Esra", "Büşra", "Sevgi", "Derya", "Leyla"};
constexpr std::string_view arabic_surnames[] = {
    "Mohamed", "Ahmed", "Ali", "Hassan", "El Amrani", "Bouzid", "Chaouch", "El Idrissi", "Haddou", "Ben Ali", "Azzouzi",
    "El Yousfi", "Bakkali", "Hamdaoui", "Saïdi", "Ouali", "Ibrahim", "Abdi", "Osman", "El Khattabi", "Boukhari",
    "Daoudi", "Khalil", "Amrani"};
constexpr std::string_view arabic_men[] = {
    "Mohamed", "Mohammed", "Ahmed", "Ali", "Hassan", "Youssef", "Abdellah", "Rachid", "Said", "Mustapha", "Omar",
    "Abdelkader", "Karim", "Hamza", "Bilal", "Ibrahim", "Khalid", "Driss", "Samir", "Yassine"};
constexpr std::string_view arabic_women[] = {
    "Fatima", "Khadija", "Naima", "Fatiha", "Malika", "Samira", "Aïcha", "Rachida", "Latifa", "Hanan", "Zohra", "Amina",
    "Mina", "Karima", "Yamina", "Maryam", "Nadia", "Souad", "Halima", "Loubna"};
constexpr std::string_view hindustani_surnames[] = {
    "Singh", "Ramdin", "Bhagwandin", "Jagroep", "Mahabier", "Soekhoe", "Kalloe", "Ramlal", "Baldew", "Ganesh", "Autar",
    "Doerga", "Sewnath", "Raghoebier", "Mangal", "Bissessar", "Khan", "Ramautar", "Jhinkoe", "Mohan"};
constexpr std::string_view hindustani_men[] = {
    "Radjen", "Soeresh", "Dewanand", "Ashwin", "Robby", "Ricardo", "Anil", "Sunil", "Roy", "Rakesh", "Dennis", "Vinay",
    "Prem", "Raj", "Sandjai", "Haroen"};
constexpr std::string_view hindustani_women[] = {
    "Shanti", "Sharmila", "Soenita", "Anita", "Radha", "Indra", "Priya", "Sarita", "Kavita", "Asha", "Sandhya", "Rita",
    "Rosita", "Usha", "Maya", "Geeta"};
constexpr std::string_view polish_surnames[] = {
    "Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Kowalczyk", "Kamiński", "Lewandowski", "Zieliński", "Szymański",
    "Woźniak", "Dąbrowski", "Kozłowski", "Jankowski", "Mazur", "Krawczyk", "Piotrowski", "Grabowski", "Pawłowski"};
constexpr std::string_view polish_men[] = {
    "Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł", "Jan", "Michał", "Marcin", "Jakub", "Adam", "Łukasz", "Mateusz",
    "Grzegorz", "Kamil", "Dawid", "Rafał"};
constexpr std::string_view polish_women[] = {
    "Anna", "Katarzyna", "Małgorzata", "Agnieszka", "Joanna", "Monika", "Magdalena", "Ewa", "Natalia", "Karolina",
    "Beata", "Dorota", "Marta", "Aleksandra", "Paulina", "Justyna"};

constexpr std::string_view stems[] = {
    "Ooster", "Wester", "Noorder", "Zuider", "Groene", "Witte", "Rooden", "Zwarte", "Hooge", "Lage", "Eiken", "Berken",
    "Elzen", "Linden", "Wilgen", "Hazel", "Vos", "Haver", "Rogge", "Gersten", "Klaver", "Distel", "Roze", "Koren",
    "Molen", "Kerk", "Klooster", "Kapel", "Toren", "Burg", "Slot", "Brug", "Dam", "Sluis", "Haven", "Wijn", "Bier",
    "Kaas", "Broeck", "Laar", "Heide", "Veen", "Zand", "Klei", "Leem", "Steen", "Grind", "Mos", "Riet", "Bies", "Lis",
    "Otter", "Bever", "Reiger", "Ooie", "Zwaan", "Kraaien", "Valken", "Haviks", "Duiven", "Musch", "Leeuwer", "Nachte",
    "Winter", "Zomer", "Herfst", "Lente", "Nieuw", "Oude", "Groot", "Klein", "Breed", "Smal", "Lang", "Kort", "Schoon",
    "Vroeg", "Laat", "Stil", "Wild", "Vrede", "Haag", "Graven", "Heeren", "Papen", "Monniken", "Ridder", "Schild",
    "Zwaard", "Spoor", "Wagen", "Zeil", "Schip", "Anker", "Vis", "Snoek", "Baars", "Zalm", "Paling", "Haring", "Oer",
    "Drie", "Vier", "Zeven", "Tien", "Spij", "Wijn", "Rijs", "Dijk", "Zijl", "IJssel", "Vecht", "Rijn", "Maas", "Waal"};
constexpr std::string_view endings[] = {
    "kamp", "veld", "berg", "huis", "hof", "horst", "broek", "dijk", "daal", "man", "stra", "ma", "mans", "huizen",
    "velden", "beek", "voort", "wijk", "sloot", "meer", "oord", "laan", "donk", "loo", "bosch", "brink", "enaar",
    "kamps", "mond", "werf", "schot", "bos", "land", "sma", "inga", "ing", "ink", "boer", "maker", "koop", "rade",
    "heuvel", "steeg", "burg", "stein", "water", "weide", "ijk", "horn", "eind", "akker", "molen", "vliet", "poort",
    "poel", "plas", "duin", "zee", "stroom", "haar", "wold", "woude", "gaarde", "tuin", "kerk", "borg", "stede",
    "drecht", "dam", "holt", "hout", "lo", "sveld", "skamp", "sdijk", "skerk", "shof", "sma", "sen", "ers"};
// clang-format on

constexpr MigrantNames groups[] = {{turkish_surnames, turkish_men, turkish_women},
                                   {arabic_surnames, arabic_men, arabic_women},
                                   {hindustani_surnames, hindustani_men, hindustani_women},
                                   {polish_surnames, polish_men, polish_women}};

}  // namespace

const MigrantNames& migrant_names(Origin origin) {
  TIJDIG_CHECK(origin != Origin::dutch && origin != Origin::count_);
  return groups[static_cast<std::size_t>(origin) - 1];
}

std::span<const std::string_view> name_stems() { return stems; }
std::span<const std::string_view> name_endings() { return endings; }

}  // namespace tijdig::people
