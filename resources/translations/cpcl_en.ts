<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>Paused on %n worker(s)</source>
        <translation>
            <numerusform>Paused on %n worker</numerusform>
            <numerusform>Paused on %n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading on %n worker(s)</source>
        <translation>
            <numerusform>Reading on %n worker</numerusform>
            <numerusform>Reading on %n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s) did not answer yet: they may still be reading for another run</source>
        <translation>
            <numerusform>%n worker did not answer yet: it may still be reading for another run</numerusform>
            <numerusform>%n workers did not answer yet: they may still be reading for another run</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) that wait to be read: {names}.</source>
        <translation>
            <numerusform>Not in that: %n source that waits to be read: {names}.</numerusform>
            <numerusform>Not in that: %n sources that wait to be read: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin are not searched: {names}.</source>
        <translation>
            <numerusform>%n source in the bin is not searched: {names}.</numerusform>
            <numerusform>%n sources in the bin are not searched: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read to the end</source>
        <translation>
            <numerusform>%n read to the end</numerusform>
            <numerusform>%n read to the end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n not readable</numerusform>
            <numerusform>%n not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read to the end yet</source>
        <translation>
            <numerusform>%n not read to the end yet</numerusform>
            <numerusform>%n not read to the end yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s): {states}.</source>
        <translation>
            <numerusform>%n source: {states}.</numerusform>
            <numerusform>%n sources: {states}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) of unknown length.</source>
        <translation>
            <numerusform>Not in that: %n source of unknown length.</numerusform>
            <numerusform>Not in that: %n sources of unknown length.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n of these showed nothing new since an empty frame, and count as empty</source>
        <translation>
            <numerusform>; %n of these showed nothing new since an empty frame, and count as empty</numerusform>
            <numerusform>; %n of these showed nothing new since an empty frame, and count as empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</source>
        <translation>
            <numerusform>In %n frame looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</numerusform>
            <numerusform>In %n frames looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</source>
        <translation>
            <numerusform>In %n frame looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</numerusform>
            <numerusform>In %n frames looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{spans} and %n more interval(s), {time} in all</source>
        <translation>
            <numerusform>{spans} and %n more interval, {time} in all</numerusform>
            <numerusform>{spans} and %n more intervals, {time} in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) decoded differently, the first at {time} s: colours are off by up to {off} of 255.</source>
        <translation>
            <numerusform>%n frame is decoded differently, the first at {time} s: colours are off by up to {off} of 255.</numerusform>
            <numerusform>%n frames are decoded differently, the first at {time} s: colours are off by up to {off} of 255.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) decoded at the right times; colours are off by at most {off} of 255.</source>
        <translation>
            <numerusform>%n frame is decoded at the right time; colours are off by at most {off} of 255.</numerusform>
            <numerusform>%n frames are decoded at the right times; colours are off by at most {off} of 255.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found where there must be {must}: people are found or followed otherwise.</source>
        <translation>
            <numerusform>%n passage is found where there must be {must}: people are found or followed otherwise.</numerusform>
            <numerusform>%n passages are found where there must be {must}: people are found or followed otherwise.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) with the same spans; their pictures were cut at the same places, to {off} pixels.</source>
        <translation>
            <numerusform>%n passage with the same span; its pictures were cut at the same places, to {off} pixels.</numerusform>
            <numerusform>%n passages with the same spans; their pictures were cut at the same places, to {off} pixels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) are in several of the cases, and each is searched in one of them: {names}.</source>
        <translation>
            <numerusform>%n source is in several of the cases, and is searched in one of them: {names}.</numerusform>
            <numerusform>%n sources are in several of the cases, and each is searched in one of them: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin of a case are searched in another that has the same footage: {names}.</source>
        <translation>
            <numerusform>%n source in the bin of a case is searched in another that has the same footage: {names}.</numerusform>
            <numerusform>%n sources in the bin of a case are searched in another that has the same footage: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} rule(s) nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</source>
        <translation>
            <numerusform>{words} rules nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</numerusform>
            <numerusform>{words} rule nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nobody like that was found among the %n passage(s) read; these look most alike.</source>
        <translation>
            <numerusform>Nobody like that was found among the one passage read; these look most alike.</numerusform>
            <numerusform>Nobody like that was found among the %n passages read; these look most alike.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more below the line, which fit weakly</source>
        <translation>
            <numerusform>%n more below the line, which fit weakly</numerusform>
            <numerusform>%n more below the line, which fit weakly</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read as filter(s): {filters}.</source>
        <translation>
            <numerusform>Read as a filter: {filters}.</numerusform>
            <numerusform>Read as filters: {filters}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</source>
        <translation>
            <numerusform>%n source was left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</numerusform>
            <numerusform>%n sources were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{suffixes}, others %n</source>
        <translation>
            <numerusform>{suffixes}, others %n</numerusform>
            <numerusform>{suffixes}, others %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, {why}: %n ({of})</source>
        <translation>
            <numerusform>Left out, {why}: %n ({of})</numerusform>
            <numerusform>Left out, {why}: %n ({of})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.</source>
        <translation>
            <numerusform>%n source is not where it was; its pictures are kept, but the footage cannot be shown.</numerusform>
            <numerusform>%n sources are not where they were; their pictures are kept, but the footage cannot be shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this case not read to the end.</source>
        <translation>
            <numerusform>%n file of this case was not read to the end.</numerusform>
            <numerusform>%n files of this case were not read to the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be read.</source>
        <translation>
            <numerusform>%n file waits to be read.</numerusform>
            <numerusform>%n files wait to be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the report.</source>
        <translation>
            <numerusform>And %n more: see the report.</numerusform>
            <numerusform>And %n more: see the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) in {folder}.</source>
        <translation>
            <numerusform>%n item in {folder}.</numerusform>
            <numerusform>%n items in {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the bin</source>
        <translation>
            <numerusform>%n in the bin</numerusform>
            <numerusform>%n in the bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{described:,} of %n passage(s) described</source>
        <translation>
            <numerusform>{described:,} of %n passage described</numerusform>
            <numerusform>{described:,} of %n passages described</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s)</source>
        <translation>
            <numerusform>%n description</numerusform>
            <numerusform>%n descriptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Gain on %n rendered people: {gain}</source>
        <translation>
            <numerusform>Gain on %n rendered person: {gain}</numerusform>
            <numerusform>Gain on %n rendered people: {gain}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s)</source>
        <translation>
            <numerusform>The camera of %n source</numerusform>
            <numerusform>The camera of %n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For all %n source(s) that are of the same camera</source>
        <translation>
            <numerusform>For %n source that is of the same camera</numerusform>
            <numerusform>For all %n sources that are of the same camera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These show the same corrected time, as far as their clocks are right. At most %n.</source>
        <translation>
            <numerusform>These show the same corrected time, as far as their clocks are right. At most %n.</numerusform>
            <numerusform>These show the same corrected time, as far as their clocks are right. At most %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen: that is more than there is room for.</source>
        <translation>
            <numerusform>%n chosen: that is more than there is room for.</numerusform>
            <numerusform>%n chosen: that is more than there is room for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen.</source>
        <translation>
            <numerusform>%n chosen.</numerusform>
            <numerusform>%n chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Zone, offset and doubt hold for all %n source(s) of camera {camera}</source>
        <translation>
            <numerusform>Zone, offset and doubt hold for the %n source of camera {camera}</numerusform>
            <numerusform>Zone, offset and doubt hold for all %n sources of camera {camera}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n selected hit(s): a report holds {most} at most</source>
        <translation>
            <numerusform>The %n selected hit: a report holds {most} at most</numerusform>
            <numerusform>The %n selected hits: a report holds {most} at most</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n selected hit(s)</source>
        <translation>
            <numerusform>The %n selected hit</numerusform>
            <numerusform>The %n selected hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was decided to be a match: %n passage(s)</source>
        <translation>
            <numerusform>What was decided to be a match: %n passage</numerusform>
            <numerusform>What was decided to be a match: %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What was decided to be unsure: %n passage(s)</source>
        <translation>
            <numerusform>What was decided to be unsure: %n passage</numerusform>
            <numerusform>What was decided to be unsure: %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What has a bookmark: %n passage(s)</source>
        <translation>
            <numerusform>What has a bookmark: %n passage</numerusform>
            <numerusform>What has a bookmark: %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n search(es)</source>
        <translation>
            <numerusform>%n search</numerusform>
            <numerusform>%n searches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still(s) with sidecars written as asked for; the log says so.</source>
        <translation>
            <numerusform>%n still with its sidecar written as asked for; the log says so.</numerusform>
            <numerusform>%n stills with their sidecars written as asked for; the log says so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more, which a description can name</source>
        <translation>
            <numerusform>and %n more, which a description can name</numerusform>
            <numerusform>and %n more, which a description can name</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label {label}: given to %n hit(s).</source>
        <translation>
            <numerusform>Label {label}: given to %n hit.</numerusform>
            <numerusform>Label {label}: given to %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label {label}: taken off %n hit(s).</source>
        <translation>
            <numerusform>Label {label}: taken off %n hit.</numerusform>
            <numerusform>Label {label}: taken off %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s) kept of the model {name} deleted.</source>
        <translation>
            <numerusform>The %n vector kept of the model {name} was deleted.</numerusform>
            <numerusform>The %n vectors kept of the model {name} were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The change to the model {name} was given up; its %n vector(s) were deleted.</source>
        <translation>
            <numerusform>The change to the model {name} was given up; its %n vector was deleted.</numerusform>
            <numerusform>The change to the model {name} was given up; its %n vectors were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} and %n more</numerusform>
            <numerusform>{first} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s)</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s): something keeps the program from its work, or its results differ.</source>
        <translation>
            <numerusform>%n fault: something keeps the program from its work, or its results differ.</numerusform>
            <numerusform>%n faults: something keeps the program from its work, or its results differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing keeps the program from its work; %n thing(s) are worth knowing.</source>
        <translation>
            <numerusform>Nothing keeps the program from its work; %n thing is worth knowing.</numerusform>
            <numerusform>Nothing keeps the program from its work; %n things are worth knowing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) taken over.</source>
        <translation>
            <numerusform>%n source taken over.</numerusform>
            <numerusform>%n sources taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were here already.</source>
        <translation>
            <numerusform>%n was here already.</numerusform>
            <numerusform>%n were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read less far here were replaced.</source>
        <translation>
            <numerusform>%n read less far here was replaced.</numerusform>
            <numerusform>%n read less far here were replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) were decided otherwise in several cases.</source>
        <translation>
            <numerusform>%n passage was decided otherwise in several cases.</numerusform>
            <numerusform>%n passages were decided otherwise in several cases.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) could not be carried over whole.</source>
        <translation>
            <numerusform>%n thing could not be carried over whole.</numerusform>
            <numerusform>%n things could not be carried over whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the log.</source>
        <translation>
            <numerusform>And %n more: see the log.</numerusform>
            <numerusform>And %n more: see the log.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) a picture</source>
        <translation>
            <numerusform>%n number a picture</numerusform>
            <numerusform>%n numbers a picture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The open case uses {model}, for %n picture(s).</source>
        <translation>
            <numerusform>The open case uses {model}, for %n picture.</numerusform>
            <numerusform>The open case uses {model}, for %n pictures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A change to {model} was begun: %n picture(s) are embedded, and searches still go by the model before.</source>
        <translation>
            <numerusform>A change to {model} was begun: %n picture is embedded, and searches still go by the model before.</numerusform>
            <numerusform>A change to {model} was begun: %n pictures are embedded, and searches still go by the model before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of the case would be embedded with {model}: {time} on this machine, and {size} more in the case&apos;s file.</source>
        <translation>
            <numerusform>%n picture of the case would be embedded with {model}: {time} on this machine, and {size} more in the case&apos;s file.</numerusform>
            <numerusform>%n pictures of the case would be embedded with {model}: {time} on this machine, and {size} more in the case&apos;s file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are embedded already.</source>
        <translation>
            <numerusform>%n picture is embedded already.</numerusform>
            <numerusform>%n pictures are embedded already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) ended</source>
        <translation>
            <numerusform>%n job ended</numerusform>
            <numerusform>%n jobs ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) are searched as one; the first search reads all of them. The hits stand here as soon as they are found.</source>
        <translation>
            <numerusform>%n case is searched; the first search reads all of it. The hits stand here as soon as they are found.</numerusform>
            <numerusform>%n cases are searched as one; the first search reads all of them. The hits stand here as soon as they are found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more addition(s) wait.</source>
        <translation>
            <numerusform>%n more addition waits.</numerusform>
            <numerusform>%n more additions wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n hit(s)</source>
        <translation>
            <numerusform>Copied: %n hit</numerusform>
            <numerusform>Copied: %n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n source(s)</source>
        <translation>
            <numerusform>{found} of %n source</numerusform>
            <numerusform>{found} of %n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n likely person(s) seen again or named</source>
        <translation>
            <numerusform>%n likely person seen again or named</numerusform>
            <numerusform>%n likely persons seen again or named</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) like no other</source>
        <translation>
            <numerusform>%n passage like no other</numerusform>
            <numerusform>%n passages like no other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recorder&apos;s clock is not known of: {sources} and %n more.</source>
        <translation>
            <numerusform>The recorder&apos;s clock is not known of: {sources} and %n more.</numerusform>
            <numerusform>The recorder&apos;s clock is not known of: {sources} and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reason(s) to doubt it</source>
        <translation>
            <numerusform>%n reason to doubt it</numerusform>
            <numerusform>%n reasons to doubt it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at one camera</source>
        <translation>
            <numerusform>%n passage at one camera</numerusform>
            <numerusform>%n passages at one camera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at {cameras} cameras</source>
        <translation>
            <numerusform>%n passage at {cameras} cameras</numerusform>
            <numerusform>%n passages at {cameras} cameras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Proposal: {person}, %n reason(s) to doubt it</source>
        <translation>
            <numerusform>Proposal: {person}, %n reason to doubt it</numerusform>
            <numerusform>Proposal: {person}, %n reasons to doubt it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other camera(s) in step by corrected time.</source>
        <translation>
            <numerusform>%n other camera in step by corrected time.</numerusform>
            <numerusform>%n other cameras in step by corrected time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a clock to go by: {names}</source>
        <translation>
            <numerusform>%n source without a clock to go by: {names}</numerusform>
            <numerusform>%n sources without a clock to go by: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>%n person in view: passage {numbers}.</numerusform>
            <numerusform>%n people in view: passages {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>%n other in view: passage {numbers}.</numerusform>
            <numerusform>%n others in view: passages {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) without pictures</source>
        <translation>
            <numerusform>%n time without pictures</numerusform>
            <numerusform>%n times without pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries, the newest first.</source>
        <translation>
            <numerusform>%n entry, the newest first.</numerusform>
            <numerusform>%n entries, the newest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of {all:,}, the newest first.</source>
        <translation>
            <numerusform>%n entry of {all:,}, the newest first.</numerusform>
            <numerusform>%n entries of {all:,}, the newest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n note(s) of the program&apos;s own.</source>
        <translation>
            <numerusform>Left out: %n note of the program&apos;s own.</numerusform>
            <numerusform>Left out: %n notes of the program&apos;s own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n fault</numerusform>
            <numerusform>%n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) checked by content</source>
        <translation>
            <numerusform>%n source checked by content</numerusform>
            <numerusform>%n sources checked by content</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin not read</source>
        <translation>
            <numerusform>%n source in the bin not read</numerusform>
            <numerusform>%n sources in the bin not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n not checked</numerusform>
            <numerusform>%n not checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) together: {names}</source>
        <translation>
            <numerusform>%n case together: {names}</numerusform>
            <numerusform>%n cases together: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) were selected, too far apart in this order: only the one at the keyboard still is.</source>
        <translation>
            <numerusform>%n hit was selected, too far apart in this order: only the one at the keyboard still is.</numerusform>
            <numerusform>%n hits were selected, too far apart in this order: only the one at the keyboard still is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %n hit(s) loaded are sorted.</source>
        <translation>
            <numerusform>Only the %n hit loaded is sorted.</numerusform>
            <numerusform>Only the %n hits loaded are sorted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) without a known clock are not shown here.</source>
        <translation>
            <numerusform>%n hit without a known clock is not shown here.</numerusform>
            <numerusform>%n hits without a known clock are not shown here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of {drawn} of %n hit(s).</source>
        <translation>
            <numerusform>The ways of {drawn} of %n hit.</numerusform>
            <numerusform>The ways of {drawn} of %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of %n hit(s).</source>
        <translation>
            <numerusform>The ways of %n hit.</numerusform>
            <numerusform>The ways of %n hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more have none recorded.</source>
        <translation>
            <numerusform>%n more has none recorded.</numerusform>
            <numerusform>%n more have none recorded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{camera} · all %n source(s), as if it never moved</source>
        <translation>
            <numerusform>{camera} · its one source</numerusform>
            <numerusform>{camera} · all %n sources, as if it never moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) side by side. Keys decide about all of them; Esc goes back.</source>
        <translation>
            <numerusform>%n hit by itself. Keys decide about it; Esc goes back.</numerusform>
            <numerusform>%n hits side by side. Keys decide about all of them; Esc goes back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n not found</numerusform>
            <numerusform>%n not found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished</source>
        <translation>
            <numerusform>%n unfinished</numerusform>
            <numerusform>%n unfinished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with gaps</source>
        <translation>
            <numerusform>%n with gaps</numerusform>
            <numerusform>%n with gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the bin · %n passage(s) not searched</source>
        <translation>
            <numerusform>In the bin · %n passage not searched</numerusform>
            <numerusform>In the bin · %n passages not searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) have the content that was added.</source>
        <translation>
            <numerusform>%n source has the content that was added.</numerusform>
            <numerusform>%n sources have the content that was added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put into the bin: not searched any more, nothing is deleted.</source>
        <translation>
            <numerusform>%n source put into the bin: not searched any more, nothing is deleted.</numerusform>
            <numerusform>%n sources put into the bin: not searched any more, nothing is deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put back from the bin.</source>
        <translation>
            <numerusform>%n source put back from the bin.</numerusform>
            <numerusform>%n sources put back from the bin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %n source(s) is stated; undo takes that back.</source>
        <translation>
            <numerusform>The clock of %n source is stated; undo takes that back.</numerusform>
            <numerusform>The clocks of %n sources are stated; undo takes that back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of %n source(s) is again what it was.</source>
        <translation>
            <numerusform>The clock of %n source is again what it was.</numerusform>
            <numerusform>The clocks of %n sources are again what they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s) is named; undo takes that back.</source>
        <translation>
            <numerusform>The camera of %n source is named; undo takes that back.</numerusform>
            <numerusform>The camera of %n sources is named; undo takes that back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The camera of %n source(s) is called again what it was.</source>
        <translation>
            <numerusform>The camera of %n source is called again what it was.</numerusform>
            <numerusform>The camera of %n sources is called again what it was.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n source(s) somebody stated something else since; that stays.</source>
        <translation>
            <numerusform>Of %n source somebody stated something else since; that stays.</numerusform>
            <numerusform>Of %n sources somebody stated something else since; that stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) lay in the bin and came back as they were, since they were added again: {names}.</source>
        <translation>
            <numerusform>%n source lay in the bin and came back as it was, since it was added again: {names}.</numerusform>
            <numerusform>%n sources lay in the bin and came back as they were, since they were added again: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With them go %n decision(s), mark(s) and sentence(s) of people about them.</source>
        <translation>
            <numerusform>With them goes %n decision, mark or sentence of people about them.</numerusform>
            <numerusform>With them go %n decisions, marks and sentences of people about them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) removed from the case for good.</source>
        <translation>
            <numerusform>%n source removed from the case for good.</numerusform>
            <numerusform>%n sources removed from the case for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{folder}: watched, %n video(s) added</source>
        <translation>
            <numerusform>{folder}: watched, %n video added</numerusform>
            <numerusform>{folder}: watched, %n videos added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new video(s) arrived in a watched folder.</source>
        <translation>
            <numerusform>%n new video arrived in a watched folder.</numerusform>
            <numerusform>%n new videos arrived in a watched folder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n passage(s) it is stored, and undo takes that back.</source>
        <translation>
            <numerusform>For one passage it is stored, and undo takes that back.</numerusform>
            <numerusform>For %n passages it is stored, and undo takes that back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n passage(s) it was taken back; undo goes on with the others.</source>
        <translation>
            <numerusform>For one passage it was taken back; undo goes on with the others.</numerusform>
            <numerusform>For %n passages it was taken back; undo goes on with the others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Somebody else decided about %n of these passage(s) since. That stays; the rest was taken back.</source>
        <translation>
            <numerusform>Somebody else decided about one of these passages since. That stays; the rest was taken back.</numerusform>
            <numerusform>Somebody else decided about %n of these passages since. That stays; the rest was taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n of these passage(s) another of the cases has a decision with a later time, by the clock of the machine on which it was made. It still counts and is shown; yours is kept in the log of its own case. Have the clocks of both machines checked, and decide again when that time is past.</source>
        <translation>
            <numerusform>About one of these passages another of the cases has a decision with a later time, by the clock of the machine on which it was made. It still counts and is shown; yours is kept in the log of its own case. Have the clocks of both machines checked, and decide again when that time is past.</numerusform>
            <numerusform>About %n of these passages another of the cases has a decision with a later time, by the clock of the machine on which it was made. It still counts and is shown; yours is kept in the log of its own case. Have the clocks of both machines checked, and decide again when that time is past.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The case has no passage {track} any more, nor %n other(s) of these; what was decided of the rest is stored.</source>
        <translation>
            <numerusform>The case has no passage {track} any more, nor %n other of these; what was decided of the rest is stored.</numerusform>
            <numerusform>The case has no passage {track} any more, nor %n others of these; what was decided of the rest is stored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; none of them stands among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since; it does not stand among these hits.</numerusform>
            <numerusform>%n new passages were read since; none of them stands among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since and would stand among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since and would stand among these hits.</numerusform>
            <numerusform>%n new passages were read since and would stand among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; {some} of them would stand among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since; {some} of them would stand among these hits.</numerusform>
            <numerusform>%n new passages were read since; {some} of them would stand among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a known clock</source>
        <translation>
            <numerusform>%n source without a known clock</numerusform>
            <numerusform>%n sources without a known clock</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show more: %n below these</source>
        <translation>
            <numerusform>Show more: %n below these</numerusform>
            <numerusform>Show more: %n below these</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of {found} hits selected: those shown here.</source>
        <translation>
            <numerusform>%n of {found} hits selected: that shown here.</numerusform>
            <numerusform>%n of {found} hits selected: those shown here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n hit(s) selected.</source>
        <translation>
            <numerusform>The only hit is selected.</numerusform>
            <numerusform>All %n hits selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n passage(s) are decided; undo takes that back.</source>
        <translation>
            <numerusform>Stopped: %n passage is decided; undo takes that back.</numerusform>
            <numerusform>Stopped: %n passages are decided; undo takes that back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n passage(s) still stand as they were decided; undo goes on.</source>
        <translation>
            <numerusform>Stopped: %n passage still stands as it was decided; undo goes on.</numerusform>
            <numerusform>Stopped: %n passages still stand as they were decided; undo goes on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{verdict}: %n hit(s) proposed to show one person.</source>
        <translation>
            <numerusform>{verdict}: %n hit proposed to show one person.</numerusform>
            <numerusform>{verdict}: %n hits proposed to show one person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the group are not among the hits and stay as they are.</source>
        <translation>
            <numerusform>%n more of the group is not among the hits and stays as it is.</numerusform>
            <numerusform>%n more of the group are not among the hits and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more camera(s)</source>
        <translation>
            <numerusform>%n more camera</numerusform>
            <numerusform>%n more cameras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not where it was · %n passage(s) kept</source>
        <translation>
            <numerusform>Not where it was · %n passage kept</numerusform>
            <numerusform>Not where it was · %n passages kept</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading · %n passage(s) so far</source>
        <translation>
            <numerusform>Reading · %n passage so far</numerusform>
            <numerusform>Reading · %n passages so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) · {time} could not be read</source>
        <translation>
            <numerusform>%n passage · {time} could not be read</numerusform>
            <numerusform>%n passages · {time} could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) in {time}</source>
        <translation>
            <numerusform>%n passage in {time}</numerusform>
            <numerusform>%n passages in {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Found: %n passage(s), {pictures}</source>
        <translation>
            <numerusform>Found: %n passage, {pictures}</numerusform>
            <numerusform>Found: %n passages, {pictures}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read: {time}, %n frame(s), {looked} looked at</source>
        <translation>
            <numerusform>Read: {time}, %n frame, {looked} looked at</numerusform>
            <numerusform>Read: {time}, %n frames, {looked} looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n passage, in the order of the footage</numerusform>
            <numerusform>%n passages, in the order of the footage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first {shown} of %n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>The first {shown} of %n passage, in the order of the footage</numerusform>
            <numerusform>The first {shown} of %n passages, in the order of the footage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), the most alike first.</source>
        <translation>
            <numerusform>%n passage, the most alike first.</numerusform>
            <numerusform>%n passages, the most alike first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {shown} most alike of %n passage(s).</source>
        <translation>
            <numerusform>The {shown} most alike of %n passage.</numerusform>
            <numerusform>The {shown} most alike of %n passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{failed} of %n source(s) could not be read.</source>
        <translation>
            <numerusform>{failed} of %n source could not be read.</numerusform>
            <numerusform>{failed} of %n sources could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the list.</source>
        <translation>
            <numerusform>And %n more: see the list.</numerusform>
            <numerusform>And %n more: see the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out beside it, no footage: %n (the page Coverage says what).</source>
        <translation>
            <numerusform>Left out beside it, no footage: %n (the page Coverage says what).</numerusform>
            <numerusform>Left out beside it, no footage: %n (the page Coverage says what).</numerusform>
        </translation>
    </message>
</context>
</TS>
