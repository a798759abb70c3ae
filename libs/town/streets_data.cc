#include "libs/town/streets_data.h"

namespace tijdig::town {
namespace {

// Unformatted: a line for each would be hundreds of lines of no more sense.
// clang-format off
constexpr Street town_streets[] = {
    {2711, "Luxemburglaan"}, {2711, "Italiëlaan"}, {2711, "Frankrijklaan"}, {2711, "Engelandlaan"},
    {2711, "Duitslandlaan"}, {2711, "Denemarkenlaan"}, {2711, "Belgiëlaan"}, {2711, "Nederlandlaan"},
    {2711, "Zwedenlaan"}, {2711, "Markt"}, {2711, "Promenade"}, {2711, "Stadhuisplein"}, {2712, "Dorpsstraat"},
    {2712, "Stationsstraat"}, {2712, "Eerste Stationsstraat"}, {2712, "Delftsewallen"}, {2712, "Leidsewallen"},
    {2712, "Vlamingstraat"}, {2712, "Schinkelweg"}, {2712, "Den Hoorn"}, {2712, "Julianalaan"},
    {2712, "Bernhardlaan"}, {2712, "Beatrixlaan"}, {2712, "Irenelaan"}, {2712, "Van Stolberglaan"},
    {2712, "Karel Doormanlaan"}, {2712, "Rembrandtlaan"}, {2712, "Jan Steenlaan"}, {2712, "Frans Halslaan"},
    {2712, "Vondellaan"}, {2712, "Piet Heinplein"}, {2713, "Vorstenlaan"}, {2713, "Bredewater"},
    {2713, "Boerhaavelaan"}, {2713, "Van Leeuwenhoeklaan"}, {2713, "Röntgenlaan"}, {2713, "Blauw-roodlaan"},
    {2713, "Abdissenbos"}, {2713, "Du Meelaan"}, {2713, "Prismalaan"}, {2713, "Pasteurlaan"},
    {2715, "Meerzichtlaan"}, {2715, "Albrandswaard"}, {2715, "Bieslandwaard"}, {2715, "Hoekerwaard"},
    {2715, "Alblasserwaard"}, {2715, "Krimpenerwaard"}, {2715, "Lopikerwaard"}, {2715, "Bommelerwaard"},
    {2715, "Tielerwaard"}, {2715, "Vijfheerenwaard"}, {2716, "Schansbos"}, {2716, "Haagsebos"}, {2716, "Mastbos"},
    {2716, "Liesbos"}, {2716, "Speulderbos"}, {2716, "Savelsbos"}, {2716, "Edelbos"}, {2716, "Kruisbos"},
    {2716, "Ulvenhoutsebos"}, {2716, "Drielsebos"}, {2716, "Berkenbos"}, {2716, "Purmerbos"}, {2716, "Velperbos"},
    {2717, "Bizetrode"}, {2717, "Chopinrode"}, {2717, "Gershwinrode"}, {2717, "Mozartrode"}, {2717, "Mahlerrode"},
    {2717, "Rossinirode"}, {2717, "Cesar Franckrode"}, {2717, "Verdirode"}, {2717, "Vivaldirode"},
    {2717, "Ravelrode"}, {2717, "Da Costahove"}, {2717, "Busken Huethove"}, {2717, "Carry van Bruggenhove"},
    {2717, "Nesciohove"}, {2717, "Couperushove"}, {2717, "Gezellehove"}, {2717, "Klooshove"},
    {2717, "Kentgensplein"}, {2718, "Floriadelaan"}, {2718, "Berlagelaan"}, {2718, "Dudoklaan"},
    {2718, "Rietveldlaan"}, {2718, "Le Corbusierlaan"}, {2718, "Gaudilaan"}, {2718, "Oudlaan"},
    {2718, "Granaatstraat"}, {2718, "Saffierstraat"}, {2718, "Robijnstraat"}, {2718, "Smaragdstraat"},
    {2718, "Topaasstraat"}, {2719, "Rokkeveenseweg"}, {2719, "Zwanebloem"}, {2719, "Waterlelie"}, {2719, "Lisdodde"},
    {2719, "Watermunt"}, {2719, "Pijlkruid"}, {2719, "Kattestaart"}, {2719, "Ratelaar"}, {2719, "Dotterbloem"},
    {2719, "Boterbloem"}, {2719, "Klaproos"}, {2719, "Korenbloem"}, {2721, "Westerschelde"}, {2721, "Oosterschelde"},
    {2721, "Grevelingen"}, {2721, "Haringvliet"}, {2721, "Hollandsdiep"}, {2721, "Volkerak"}, {2721, "Maas"},
    {2721, "Waal"}, {2721, "Linge"}, {2721, "Dinkel"}, {2721, "Vecht"}, {2721, "Amstel"}, {2721, "Eem"},
    {2722, "Van Doornenplantsoen"}, {2722, "Bijdorplaan"}, {2722, "Schoolstraat"}, {2722, "Rakkersveld"},
    {2722, "Van Aalstlaan"}, {2722, "Ambachtsherenlaan"}, {2722, "Schepenenveld"}, {2722, "Schoutenhoek"},
    {2722, "Baljuwlaan"}, {2722, "Heemradenlaan"}, {2723, "Akkerdreef"}, {2723, "Gaardedreef"}, {2723, "Hofdreef"},
    {2723, "Kruidendreef"}, {2723, "Velddreef"}, {2723, "Weidedreef"}, {2723, "Korenmolen"}, {2723, "Poldermolen"},
    {2723, "Wipmolen"}, {2723, "Standerdmolen"}, {2723, "Stellingmolen"}, {2724, "Petuniatuin"},
    {2724, "Begoniatuin"}, {2724, "Anjertuin"}, {2724, "Asterstuin"}, {2724, "Dahliatuin"}, {2724, "Fuchsiatuin"},
    {2724, "Geraniumtuin"}, {2724, "Lavendeltuin"}, {2724, "Magnoliatuin"}, {2724, "Narcistuin"},
    {2724, "Rozentuin"}, {2724, "Tulpentuin"}, {2724, "Violentuin"}, {2725, "Noordhovelaan"},
    {2725, "Hildebrandhove"}, {2725, "Marsmanhove"}, {2725, "Slauerhoffhove"}, {2725, "Bloemhove"},
    {2725, "Leopoldhove"}, {2725, "Gorterhove"}, {2725, "Vestdijkhove"}, {2725, "Van Eedenhove"},
    {2725, "Ter Braakhove"}, {2726, "Cyclamenrode"}, {2726, "Haydnrode"}, {2726, "Händelrode"}, {2726, "Lisztrode"},
    {2726, "Brahmsrode"}, {2726, "Schubertrode"}, {2726, "Straussrode"}, {2726, "Wagnerrode"}, {2726, "Regerrode"},
    {2726, "Sweelinckrode"}, {2727, "Gondelkade"}, {2727, "Schoenerkade"}, {2727, "Tjalkkade"},
    {2727, "Klipperkade"}, {2727, "Botterkade"}, {2727, "Skûtsjekade"}, {2727, "Aakkade"}, {2727, "Praamkade"},
    {2727, "Loggerkade"}, {2727, "Galjoenkade"}, {2728, "Hugo de Grootlaan"}, {2728, "Willem Dreeslaan"},
    {2728, "Thorbeckelaan"}, {2728, "Cort van der Lindenlaan"}, {2728, "Troelstralaan"}, {2728, "Kappeynelaan"},
    {2728, "Aletta Jacobslaan"}, {2728, "Javalaan"}, {2728, "Sumatralaan"}, {2728, "Balilaan"}, {2728, "Lomboklaan"},
    {2728, "Timorlaan"}, {2729, "Oosterheemlaan"}, {2729, "Puttershoekstraat"}, {2729, "Klaaswaalstraat"},
    {2729, "Strijenstraat"}, {2729, "Numansdorpstraat"}, {2729, "Heinenoordstraat"}, {2729, "Mijnsheerenstraat"},
    {2729, "Westmaasstraat"}, {2729, "Maasdamstraat"}, {2729, "Goudswaardstraat"}, {2729, "Piershilstraat"},
    {2729, "Zuid-Beijerlandstraat"}, {2729, "Schenkelstraat"}, {2729, "Zanzibarplein"},
};
// clang-format on

}  // namespace

std::span<const Street> streets() { return town_streets; }

}  // namespace tijdig::town
