// Roepnamen and the official names they may stand for. Folded, ij as y, sorted. From general knowledge of Dutch usage;
// neither complete nor official. A name that is official by itself ("Maria") stands here only for what it is short for.
#include <algorithm>
#include <array>

#include "libs/names/first_name.h"

namespace tijdig::names {
namespace {

struct Roepnaam {
  std::string_view name;
  std::string_view official;
};

// clang-format off
constexpr auto roepnamen = std::to_array<Roepnaam>({
    {"aad", "adriaan arie"}, {"aafje", "aafke eva"}, {"aaltje", "aleida alida"}, {"aart", "arend arnoldus"},
    {"ab", "abraham albert albertus"}, {"abe", "abraham"}, {"ad", "adriaan adrianus"}, {"ada", "adelheid adriana"},
    {"addy", "adriana adrianus"}, {"adje", "adrianus"}, {"adri", "adriana adrianus"}, {"agnes", "agneta"},
    {"albert", "adelbertus albertus"}, {"alex", "alexander alexandra"}, {"alie", "aaltje aleida alida"},
    {"allard", "adelhard"}, {"andre", "andreas andries"}, {"andries", "andreas"}, {"angela", "angelina"},
    {"angelique", "angelica"}, {"anita", "anna johanna"}, {"anja", "anna antje johanna"}, {"anke", "anna antje"},
    {"anna", "johanna"}, {"anne", "anna johanna"}, {"anneke", "anna antje johanna"}, {"annelies", "anna johanna"},
    {"anneloes", "anna"}, {"annemarie", "anna maria"}, {"annemiek", "anna maria"}, {"annet", "anna antoinette"},
    {"annette", "anna antoinette"}, {"annie", "anna antonia johanna"}, {"ans", "anna antonia johanna"},
    {"ansje", "anna johanna"}, {"antje", "anna"}, {"antoine", "antonius"}, {"anton", "antonius antoon"},
    {"antoon", "antonius"}, {"appie", "abraham albertus"}, {"ardy", "adriana"}, {"arend", "arnoldus"},
    {"ari", "adrianus"}, {"arie", "aarnout adriaan adrianus"}, {"arjan", "adriaan adrianus"},
    {"arjen", "adriaan adrianus"}, {"arno", "arnoldus"}, {"arnold", "arnoldus"}, {"art", "arthur"},
    {"atie", "adriana agatha"}, {"bart", "bartholomeus bartolomeus hubertus lambertus"},
    {"bas", "bastiaan sebastiaan sebastianus"}, {"bastiaan", "sebastiaan sebastianus"}, {"bea", "beatrix beatrys"},
    {"beb", "elisabeth"}, {"ben", "benedictus benjamin bernard bernardus"}, {"benno", "benedictus bernardus"},
    {"bep", "elisabeth lambertus"}, {"berend", "bernard bernardus"}, {"bernard", "bernardus"}, {"bernd", "bernardus"},
    {"bert", "albertus egbertus engelbertus gysbertus hubertus lambertus robertus"}, {"berta", "alberta lamberta"},
    {"bertus", "albertus egbertus hubertus lambertus"}, {"bets", "elisabeth"}, {"betsie", "elisabeth"},
    {"betsy", "elisabeth"}, {"betty", "elisabeth"}, {"bianca", "blanca"}, {"bob", "robert robertus"},
    {"bram", "abraham"}, {"brecht", "egberta lamberta"}, {"carel", "carolus"}, {"carin", "catharina"},
    {"carla", "carolina karolina"}, {"carlo", "carolus"}, {"carol", "carolina"}, {"cees", "cornelis cornelius"},
    {"charles", "carolus karel"}, {"chiel", "michael michiel"},
    {"chris", "christiaan christianus christina christoffel"}, {"christiaan", "christianus"},
    {"christien", "christina"}, {"co", "cornelis jacoba jacobus"}, {"coba", "jacoba"}, {"coby", "jacoba"},
    {"coen", "coenraad conradus"}, {"connie", "constantia cornelia"}, {"conny", "cornelia"}, {"coos", "jacobus"},
    {"cor", "cornelia cornelis cornelius"}, {"corine", "corinna cornelia"}, {"corrie", "corina cornelia"},
    {"corry", "cornelia"}, {"cox", "jacobus"}, {"daan", "daniel"}, {"dan", "daniel"}, {"danny", "daniel"},
    {"debbie", "deborah"}, {"dees", "desiderius"}, {"dick", "diederik dirk hendrik theodorus"},
    {"dicky", "dirkje hendrika"}, {"dien", "berendina gerardina"}, {"dik", "dirk"}, {"dina", "berendina gerardina"},
    {"dinie", "berendina gerardina"}, {"diny", "berendina bernardina gerardina hendrina"},
    {"dirk", "diederik theodorus"}, {"dolf", "adolf adolphus rudolf"}, {"door", "doortje dorothea theodora"},
    {"dora", "dorothea theodora"}, {"dorien", "dorothea theodora"}, {"doris", "dorothea theodora theodorus"},
    {"dorus", "theodorus"}, {"douwe", "douwinus"}, {"driek", "hendrik hendrikus"}, {"dries", "andreas andries"},
    {"drikus", "hendrikus"}, {"ed", "eduard edward edwin"}, {"eddy", "eduard edward"}, {"edith", "editha"},
    {"eef", "eva evert"}, {"eefje", "eva"}, {"eelco", "eelke"}, {"egbert", "egbertus"}, {"elco", "eelke"},
    {"eline", "elina helena"}, {"elise", "elisabeth"}, {"eliza", "elisabeth"}, {"ellen", "elisabeth helena"},
    {"ellie", "elisabeth petronella"}, {"elly", "elisabeth helena petronella pieternella"}, {"elma", "wilhelmina"},
    {"els", "elisabeth"}, {"elsa", "elisabeth"}, {"else", "elisabeth"}, {"emmy", "emilia emma"},
    {"engel", "engelbertus"}, {"eric", "ericus"}, {"erik", "ericus hendrik"}, {"ernst", "ernestus"},
    {"eus", "eustachius"}, {"eva", "evangelina"}, {"evelien", "eva"}, {"evert", "everardus"}, {"evi", "eva"},
    {"fem", "femina"}, {"femke", "femina"}, {"ferdi", "ferdinand ferdinandus"}, {"ferry", "ferdinand ferdinandus"},
    {"fie", "sophia"}, {"fieke", "sophia"}, {"fien", "josephina jozefina"}, {"fietje", "sophia"},
    {"flip", "filip philippus"}, {"floor", "florentia florentina florentius"}, {"flor", "florentius"},
    {"floris", "florentius"}, {"francien", "francina francisca"}, {"frank", "franciscus"},
    {"frans", "franciscus francois"}, {"fransje", "francisca"}, {"fred", "alfred fredericus frederik"},
    {"freddy", "alfred frederik"}, {"frederik", "fredericus"}, {"freek", "fredericus frederik"},
    {"frida", "frederika"}, {"frits", "fredericus frederik"}, {"fritz", "frederik"}, {"froukje", "frouwina"},
    {"gabi", "gabriella"}, {"ge", "gerarda gerardus"}, {"geert", "geertruida gerardus gerhardus"},
    {"geertje", "geertruida"}, {"geesje", "gesina"}, {"ger", "gerarda gerardus gerhardus gerrit"},
    {"gerard", "gerardus gerhardus"}, {"gerda", "gerarda gerdina gerharda"}, {"gerdien", "gerardina gerdina"},
    {"gerrie", "gerardus gerharda gerritje"}, {"gerrit", "gerardus gerhardus"}, {"gert", "gerardus gerhardus gerrit"},
    {"gerty", "geertruida"}, {"giel", "aegidius michael michiel"}, {"gillis", "aegidius"}, {"gina", "regina"},
    {"goof", "godefridus govert"}, {"govert", "godefridus"}, {"grada", "gerarda"}, {"gre", "margaretha"},
    {"greet", "margaretha"}, {"greetje", "margaretha"}, {"greta", "margaretha"}, {"gusta", "augusta"},
    {"guus", "augustinus augustus gustaaf"}, {"guusje", "augusta augustina"}, {"gys", "gysbert gysbertus"},
    {"gysbert", "gysbertus"}, {"han", "johanna johannes"}, {"hanna", "johanna"}, {"hannah", "johanna"},
    {"hanneke", "johanna"}, {"hannes", "johannes"}, {"hannie", "johanna"}, {"hanny", "johanna"}, {"hans", "johannes"},
    {"hansje", "johanna"}, {"harm", "harmannus hermannus"}, {"harrie", "harmannus hendrikus henricus"},
    {"harry", "harmannus harold hendrik hendrikus henricus"}, {"hein", "heinrich hendrik henricus"},
    {"heleen", "helena"}, {"helma", "wilhelmina"}, {"hendrik", "hendrikus henricus"}, {"hendrika", "henrica"},
    {"henk", "hendrik hendrikus henricus"}, {"hennie", "hendrik hendrika hendrikus henrica"},
    {"henny", "hendrik hendrika hendrikus henrica"}, {"henri", "hendrik henricus"}, {"henriette", "hendrika henrica"},
    {"herman", "hermannus hermanus"}, {"hermien", "hermana hermina"}, {"hetty", "hendrika henrietta hester"},
    {"hilda", "hildegard hillegonda"}, {"hille", "hillegonda"}, {"hub", "hubertus"}, {"hubert", "hubertus"},
    {"huib", "hubertus huibert"}, {"huub", "hubertus"}, {"ida", "aleida"}, {"ies", "isaac ysbrand"}, {"iet", "maria"},
    {"ina", "catharina hendrina jacomina wilhelmina"}, {"ine", "catharina josephina"},
    {"ineke", "catharina hendrina wilhelmina"}, {"inez", "agnes"}, {"inge", "ingeborg"}, {"irma", "irmgard"},
    {"isa", "isabella"}, {"izaak", "isaac"}, {"jaan", "adriana jana"}, {"jaap", "jacob jacobus"},
    {"jack", "jacobus johannes"}, {"jaco", "jacob jacobus"}, {"jacq", "jacobus"}, {"jacqueline", "jacoba"},
    {"jacques", "jacobus"}, {"jan", "adrianus johan johannes johannus"}, {"jana", "johanna"}, {"janna", "johanna"},
    {"janneke", "jannetje johanna"}, {"jannie", "jannetje johanna"}, {"janny", "jannetje johanna"},
    {"jans", "johanna johannes"}, {"jantje", "johanna"}, {"jasper", "casparus gaspar"}, {"jean", "johannes"},
    {"jeanette", "johanna"}, {"jeanne", "johanna"}, {"jeannette", "johanna"}, {"jeff", "jozef"}, {"jelle", "gellius"},
    {"jenny", "johanna"}, {"jeroen", "hieronymus"}, {"jet", "hendrika henriette marietta"}, {"jette", "henriette"},
    {"jetty", "henriette"}, {"jo", "johanna johannes josephus"}, {"job", "jacob jacobus"}, {"joep", "josephus jozef"},
    {"johan", "johannes"}, {"joke", "johanna"}, {"joop", "johannes josephus jozef"}, {"joost", "judocus justus"},
    {"jop", "jacobus johannes"}, {"jopie", "johanna"}, {"jorien", "gregoria"}, {"joris", "georgius gregorius"},
    {"jos", "johannes josephina josephus jozef"}, {"josef", "josephus"}, {"josephine", "josephina"},
    {"josje", "johanna josephina"}, {"jozef", "josephus"}, {"jules", "julius"}, {"jur", "jurriaan"},
    {"jurgen", "georgius"}, {"jurjen", "georgius"}, {"juul", "julia juliana julius"}, {"kaat", "catharina"},
    {"karel", "carel carolus"}, {"karin", "catharina"}, {"karina", "catharina"}, {"kas", "casparus"},
    {"kate", "catharina"}, {"katja", "catharina"}, {"katrien", "catharina"}, {"katy", "catharina"},
    {"kea", "cornelia"}, {"kees", "cornelis cornelius"}, {"keetje", "cornelia"}, {"kiki", "christina"},
    {"klaartje", "clara"}, {"klaas", "nicolaas nicolaus"}, {"klara", "clara"}, {"ko", "jacoba jacobus"},
    {"koen", "coenraad conradus koenraad"}, {"koenraad", "conradus"}, {"koos", "jacob jacobus"},
    {"kris", "christiaan christina"}, {"kryn", "quirinus"}, {"lambert", "lambertus"}, {"lammert", "lambertus"},
    {"lars", "laurentius"}, {"laura", "laurentia"}, {"laurens", "laurentius"},
    {"leen", "helena leendert leendertje leonardus"}, {"leendert", "leonardus"}, {"leida", "aleida"},
    {"len", "leonardus"}, {"lena", "helena magdalena"}, {"leni", "helena magdalena"},
    {"lenie", "helena leendertje magdalena"}, {"leny", "helena magdalena"}, {"leo", "leonard leonardus leopold"},
    {"leon", "leo leonardus"}, {"lia", "cornelia julia maria"}, {"lida", "alida elida"}, {"lidy", "alida lydia"},
    {"lieke", "angelica elisabeth"}, {"lien", "carolina helena"}, {"lies", "elisabeth"}, {"liesbeth", "elisabeth"},
    {"liesje", "elisabeth"}, {"lisa", "elisabeth"}, {"liset", "elisabeth"}, {"lisette", "elisabeth"},
    {"lize", "elisabeth"}, {"lizzy", "elisabeth"}, {"lodewyk", "ludovicus"}, {"loek", "louis louise ludovicus"},
    {"loes", "louisa louise lucia"}, {"lotte", "charlotte"}, {"lou", "louis louise ludovicus"},
    {"louis", "lodewyk ludovicus"}, {"louise", "louisa ludovica"}, {"luc", "lucas"}, {"lucie", "lucia"},
    {"luuk", "lucas"}, {"lysbeth", "elisabeth"}, {"maaike", "maria"}, {"maarten", "marten martinus"},
    {"maartje", "maria martina"}, {"machiel", "michael"}, {"magda", "magdalena"}, {"manon", "maria"},
    {"manus", "hermannus hermanus"}, {"marcel", "marcellus"}, {"marco", "marcus"}, {"marga", "margaretha"},
    {"margot", "margaretha"}, {"margreet", "margaretha"}, {"margriet", "margaretha"}, {"maria", "anna"},
    {"marian", "johanna maria"}, {"marianne", "anna maria"}, {"marie", "maria"}, {"marieke", "maria"},
    {"marielle", "maria"}, {"mariet", "maria"}, {"marietje", "maria"}, {"marina", "maria"}, {"mario", "marius"},
    {"marja", "maria"}, {"marjan", "johanna maria"}, {"marjo", "johanna maria"}, {"marjolein", "margaretha maria"},
    {"marjon", "johanna maria"}, {"mark", "marcus"}, {"marleen", "magdalena maria"}, {"marlies", "elisabeth maria"},
    {"marloes", "louise maria"}, {"mart", "martina martinus"}, {"martien", "martina martinus"},
    {"martin", "martinus"}, {"martyn", "martinus"}, {"maryke", "maria"}, {"mat", "mathias mattheus"},
    {"mathieu", "mathias mattheus"}, {"max", "maximiliaan"}, {"meike", "maria"}, {"merel", "maria"}, {"mia", "maria"},
    {"michel", "michael"}, {"michiel", "michael"}, {"miek", "maria"}, {"mieke", "maria"},
    {"mien", "hermina wilhelmina"}, {"mientje", "wilhelmina"}, {"miep", "maria wilhelmina"},
    {"mies", "maria wilhelmina"}, {"mina", "wilhelmina"}, {"mo", "mohamed mohammed"}, {"moes", "mozes"},
    {"mona", "monica"}, {"monique", "monica"}, {"naatje", "anna"}, {"nancy", "anna"}, {"neeltje", "cornelia"},
    {"nel", "cornelia petronella pieternella"}, {"nelie", "cornelia petronella"}, {"nelleke", "cornelia petronella"},
    {"nellie", "cornelia petronella"}, {"nelly", "cornelia petronella"}, {"nick", "nicolaas"}, {"nicky", "nicolaas"},
    {"nico", "nicolaas nicolaus"}, {"nicole", "nicolaa"}, {"niek", "dominicus nicolaas"}, {"nol", "arnoldus"},
    {"nolda", "arnolda"}, {"nora", "eleonora"}, {"norbert", "norbertus"}, {"olaf", "olaus"}, {"olga", "helga"},
    {"paul", "paulus"}, {"paula", "paulina"}, {"pauline", "paulina"}, {"peet", "petrus"}, {"peter", "petrus pieter"},
    {"petra", "petronella"}, {"pien", "josephina philippina"}, {"piet", "petrus pieter"}, {"pieter", "petrus"},
    {"pietje", "petronella pieternella"}, {"pim", "wilhelmus willem"}, {"pleun", "apollonia leonardus"},
    {"pol", "leopold paulus"}, {"quinten", "quintinus"}, {"ralph", "rudolf"}, {"ramon", "raymundus"},
    {"rein", "reinder reinier"}, {"reina", "regina"}, {"reinier", "reinerus"}, {"reintje", "catharina"},
    {"rene", "renatus"}, {"renee", "renata"}, {"rens", "emerentius laurentius"}, {"ria", "maria"},
    {"rick", "frederik hendrik richard"}, {"rie", "maria"}, {"rieky", "hendrika"}, {"riet", "margaretha maria"},
    {"rika", "frederika hendrika"}, {"riki", "hendrika"}, {"rinus", "marinus quirinus"},
    {"riny", "catharina marina marinus"}, {"rita", "margaretha"}, {"ro", "rosa rosalia"}, {"rob", "robert robertus"},
    {"robbert", "robertus"}, {"robert", "robertus"}, {"roel", "roelof rudolf"}, {"roelie", "roelofje"},
    {"roelof", "rudolf"}, {"rolf", "rudolf"}, {"ron", "ronald ronaldus"}, {"ronnie", "ronald"},
    {"roos", "rosa rosalia"}, {"rudi", "rudolf rudolphus"}, {"rudy", "rudolf rudolphus"},
    {"ruud", "rudolf rudolphus ruurd"}, {"saar", "sara"}, {"saartje", "sara"}, {"sander", "alexander"},
    {"sandra", "alexandra"}, {"sanne", "susanna"}, {"sannie", "susanna"}, {"sas", "saskia"}, {"sebas", "sebastiaan"},
    {"servaas", "servatius"}, {"sib", "sibrand"}, {"sief", "josephus"}, {"sien", "francina gesina klasina"},
    {"sientje", "francina gesina"}, {"sil", "silvester sylvia"}, {"simon", "simeon"}, {"sjaak", "jacob jacobus"},
    {"sjaan", "adriana christiana johanna"}, {"sjef", "josephus jozef"}, {"sjeng", "johannes"}, {"sjoerd", "sigurd"},
    {"sjors", "george georgius"}, {"sjouke", "sjoukje"}, {"steef", "stephanus"}, {"stef", "stefanus stephanus"},
    {"stefan", "stephanus"}, {"steven", "stephanus"}, {"stien", "augustina christina"},
    {"styn", "augustinus augustyn constantinus"}, {"suus", "susanna suzanna"}, {"suzan", "susanna"},
    {"suze", "susanna"}, {"swaan", "swaantje"}, {"tamara", "thamar"}, {"teun", "antonius teunis"},
    {"teunis", "antonius"}, {"teuntje", "antonia"}, {"thea", "dorothea theodora"},
    {"theo", "mattheus theodoor theodorus"}, {"thys", "mathys mattheus matthias"}, {"tiemen", "timotheus"},
    {"tim", "timotheus"}, {"timo", "timotheus"}, {"tina", "catharina christina martina"},
    {"tine", "catharina christina martina"}, {"tineke", "catharina christina martina tyntje"},
    {"tini", "christina martina martinus"}, {"tinus", "martinus"}, {"titia", "laetitia"}, {"tjeerd", "theodoricus"},
    {"tof", "christoffel"}, {"toine", "antonius"}, {"tom", "thomas"}, {"ton", "antonius antoon"},
    {"tonia", "antonia"}, {"tonnie", "antonia antonius"}, {"tonny", "antonia antonius"}, {"toon", "antonius"},
    {"toos", "catharina theodora"}, {"tootje", "catharina"}, {"trees", "theresia"}, {"trien", "catharina"},
    {"trix", "beatrix"}, {"trudy", "geertruida"}, {"truida", "geertruida"}, {"truus", "geertruida"},
    {"tryn", "catharina"}, {"tryntje", "catharina"}, {"ub", "hubertus"}, {"ursel", "ursula"}, {"vera", "veronica"},
    {"vic", "victor"}, {"vincent", "vincentius"}, {"wiebe", "wiebren"}, {"wies", "louisa louise"},
    {"wil", "wilhelmina wilhelmus willem"}, {"wilco", "wilhelmus"}, {"wilhelm", "wilhelmus"},
    {"willeke", "wilhelmina willemina"}, {"willem", "wilhelmus"}, {"willemien", "wilhelmina willemina"},
    {"willie", "wilhelmina wilhelmus"}, {"willy", "wilhelmina wilhelmus willem"}, {"wilma", "wilhelmina willemina"},
    {"wim", "wilhelmus willem"}, {"wina", "wilhelmina"}, {"wob", "walburga"}, {"wout", "walterus wouter"},
    {"wouter", "gualtherus walterus"}, {"xander", "alexander"}, {"ymke", "emma"}, {"zus", "susanna"},
});
// clang-format on

constexpr bool comes_before(const Roepnaam& a, const Roepnaam& b) { return a.name < b.name; }
static_assert(std::is_sorted(roepnamen.begin(), roepnamen.end(), comes_before));

}  // namespace

std::string_view official_names_of(std::string_view roepnaam) {
  const auto found = std::lower_bound(roepnamen.begin(), roepnamen.end(), Roepnaam{roepnaam, {}}, comes_before);
  return found != roepnamen.end() && found->name == roepnaam ? found->official : std::string_view();
}

std::size_t roepnaam_pairs() {
  std::size_t pairs = 0;
  for (const Roepnaam& one : roepnamen)
    pairs += 1 + static_cast<std::size_t>(std::count(one.official.begin(), one.official.end(), ' '));
  return pairs;
}

}  // namespace tijdig::names
