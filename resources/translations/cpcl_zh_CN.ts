<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation>跟随系统，或始终使用浅色或深色。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window, from the next start. The log, the case and reports stay English.</source>
        <translation>窗口的语言，下次启动时生效。日志、案件和报告仍为英文。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Beside the scale that the system gives. Headings follow at the next start.</source>
        <translation>在系统缩放之外再作调整。标题在下次启动时跟随变化。</translation>
    </message>
    <message>
        <source>{size} %</source>
        <translation>{size}%</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Reduced: menus and lists appear at once, and nothing in the window moves by itself.</source>
        <translation>减少：菜单和列表立即出现，窗口中没有任何内容会自行移动。</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>照常</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Frames looked at</source>
        <translation>检查的帧数</translation>
    </message>
    <message>
        <source>More finds people who pass quickly; fewer reads footage faster.</source>
        <translation>数值越大，越能找到快速经过的人；数值越小，读取影像越快。</translation>
    </message>
    <message>
        <source> per second</source>
        <translation> 帧/秒</translation>
    </message>
    <message>
        <source>Person detector</source>
        <translation>人员检测器</translation>
    </message>
    <message>
        <source>What finds people in footage that is added.</source>
        <translation>用于在添加的影像中查找人员。</translation>
    </message>
    <message>
        <source>Detector&apos;s input</source>
        <translation>检测器输入尺寸</translation>
    </message>
    <message>
        <source>Larger finds smaller people and takes longer. Motion has none.</source>
        <translation>尺寸越大，越能找到较小的人，耗时也越长。运动检测没有此项。</translation>
    </message>
    <message>
        <source>The detector&apos;s own</source>
        <translation>检测器自身的尺寸</translation>
    </message>
    <message>
        <source>{side} pixels</source>
        <translation>{side} 像素</translation>
    </message>
    <message>
        <source>Small people in large frames</source>
        <translation>大画面中的小目标</translation>
    </message>
    <message>
        <source>Frames are looked at in tiles, too, which takes several times as long.</source>
        <translation>另外分块检查每一帧，耗时会增加数倍。</translation>
    </message>
    <message>
        <source>In tiles where the first minutes say that it helps</source>
        <translation>开头几分钟表明有帮助时分块</translation>
    </message>
    <message>
        <source>Never in tiles</source>
        <translation>从不分块</translation>
    </message>
    <message>
        <source>In 2 × 2 tiles</source>
        <translation>分为 2 × 2 块</translation>
    </message>
    <message>
        <source>In 3 × 3 tiles</source>
        <translation>分为 3 × 3 块</translation>
    </message>
    <message>
        <source>Model for new cases</source>
        <translation>新案件使用的模型</translation>
    </message>
    <message>
        <source>A case keeps the model that it was begun with.</source>
        <translation>案件始终保留创建时所用的模型。</translation>
    </message>
    <message>
        <source>Run networks on</source>
        <translation>网络运行于</translation>
    </message>
    <message>
        <source>Automatic takes a GPU that works, else the CPU. What is really used stands in the status bar.</source>
        <translation>“自动”会使用可用的 GPU，否则使用 CPU。实际使用的设备显示在状态栏中。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Hits under the pointer</source>
        <translation>指针所指的结果</translation>
    </message>
    <message>
        <source>Play three seconds of the passage, or stay still. Where the system reduces motion, they stay still.</source>
        <translation>播放片段中的三秒，或保持静止。系统减少动画时保持静止。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Stay still</source>
        <translation>保持静止</translation>
    </message>
    <message>
        <source>The default ({name})</source>
        <translation>默认（{name}）</translation>
    </message>
    <message>
        <source>Motion (fixed cameras)</source>
        <translation>运动检测（固定摄像机）</translation>
    </message>
    <message>
        <source>The one that ships with the program ({name})</source>
        <translation>程序自带的模型（{name}）</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>The case holds no footage: a search covers nothing.</source>
        <translation>案件中没有影像：搜索没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>The case holds no footage that was read: a search covers nothing.</source>
        <translation>案件中没有已读取的影像：搜索没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>could not be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>not read yet: {spans}.</source>
        <translation>尚未读取：{spans}。</translation>
    </message>
    <message>
        <source>not read to the end yet.</source>
        <translation>尚未读完。</translation>
    </message>
    <message>
        <source>too dark: {spans}.</source>
        <translation>过暗：{spans}。</translation>
    </message>
    <message>
        <source>grey or infrared, words for colours say nothing there: {spans}.</source>
        <translation>灰度或红外画面，颜色词在此无意义：{spans}。</translation>
    </message>
    <message>
        <source>through a fish-eye, many people there are not found: {spans}.</source>
        <translation>鱼眼画面，其中许多人找不到：{spans}。</translation>
    </message>
    <message>
        <source>was read by an older version, which did not look for darkness and missing colour.</source>
        <translation>由旧版本读取，当时未检查过暗和缺色。</translation>
    </message>
    <message>
        <source>no pictures: {spans}: the recording holds no pictures of this time.</source>
        <translation>没有画面：{spans}：录像中没有这段时间的画面。</translation>
    </message>
    <message>
        <source>could not be read: {spans}: {why}.</source>
        <translation>无法读取：{spans}：{why}。</translation>
    </message>
    <message>
        <source>looked at whole and in tiles, {tiles} along a frame</source>
        <translation>已整帧并分块检查，每边 {tiles} 块</translation>
    </message>
    <message>
        <source>looked at whole, without tiles</source>
        <translation>仅整帧检查，未分块</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) that wait to be read: {names}.</source>
        <translation>
            <numerusform>不包括等待读取的 %n 个影像源：{names}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read to the end</source>
        <translation>
            <numerusform>%n 个已读完</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n 个无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read to the end yet</source>
        <translation>
            <numerusform>%n 个尚未读完</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s): {states}.</source>
        <translation>
            <numerusform>%n 个影像源：{states}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not in that: %n source(s) of unknown length.</source>
        <translation>
            <numerusform>不包括时长未知的 %n 个影像源。</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} ({share}) could not be read</source>
        <translation>{time}（{share}）无法读取</translation>
    </message>
    <message>
        <source>{time} ({share}) was not read yet</source>
        <translation>{time}（{share}）尚未读取</translation>
    </message>
    <message>
        <source>Of {total} of footage, {time} ({share}) was read</source>
        <translation>影像共 {total}，已读取 {time}（{share}）</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>{decoded} frames were decoded, and people were looked for in {looked} of them</source>
        <translation>已解码 {decoded} 帧，在其中 {looked} 帧中查找了人员</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source> ({rates} a second; the others lie in between)</source>
        <translation>（每秒 {rates} 帧，其余帧位于两者之间）</translation>
    </message>
    <message numerus="yes">
        <source>; %n of these showed nothing new since an empty frame, and count as empty</source>
        <translation>
            <numerusform>；其中 %n 帧与此前的空画面相比没有变化，按空画面计</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} ({share}) is too dark: many people there are not found.</source>
        <translation>{time}（{share}）过暗：其中许多人找不到。</translation>
    </message>
    <message>
        <source>{time} ({share}) is grey or infrared: words for colours say nothing there. A thermal camera&apos;s picture is not told from that, and finding people in it was not measured.</source>
        <translation>{time}（{share}）为灰度或红外画面：颜色词在此无意义。热成像画面无法与之区分，在其中查找人员的效果未经测量。</translation>
    </message>
    <message>
        <source>{time} ({share}) is seen through a fish-eye or another lens with a round picture: people lie on their side or are bent there, and many are not found.</source>
        <translation>{time}（{share}）由鱼眼或其他圆形画面的镜头拍摄：其中的人侧倒或变形，许多人找不到。</translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall; passages that show nobody taller: {passages}. So small, a description tells people apart badly.</source>
        <translation>
            <numerusform>在检查的 %n 帧中，有人高度不足 {pixels} 像素；其中没有更高目标的片段：{passages} 个。目标过小时，描述难以区分不同的人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n frame(s) looked at, somebody is less than {pixels} pixels tall as the detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a larger `--detector-size` shows more of them.</source>
        <translation>
            <numerusform>在检查的 %n 帧中，检测器所见画面里有人高度不足 {pixels} 像素：这样小的人会漏掉许多。添加影像时使用 `--tiles` 或更大的 `--detector-size` 可以找到更多。</numerusform>
        </translation>
    </message>
    <message>
        <source>“Not found” means: nobody that the detector ({detectors}) found, in what was read and in the frames looked at, fits well enough.</source>
        <translation>“未找到”的含义：在已读取的内容和检查过的帧中，检测器（{detectors}）找到的人里没有足够相符的。</translation>
    </message>
    <message>
        <source>“Not found” means: nobody in the pictures, in what was read and in the frames looked at, fits well enough.</source>
        <translation>“未找到”的含义：在已读取的内容和检查过的帧中，截图里的人没有足够相符的。</translation>
    </message>
    <message>
        <source>It says nothing of what was not read, was too dark, shows people too small, or lies between those frames.</source>
        <translation>对于未读取、过暗、目标过小或位于这些帧之间的内容，它不作任何说明。</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>{begin} 至 {end}</translation>
    </message>
    <message numerus="yes">
        <source>{spans} and %n more interval(s), {time} in all</source>
        <translation>
            <numerusform>{spans} 及另外 %n 段，共 {time}</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>under 0.1 %</source>
        <translation>不足 0.1%</translation>
    </message>
    <message>
        <source>over 99.9 %</source>
        <translation>超过 99.9%</translation>
    </message>
    <message>
        <source>From grey or dark footage, where {colours} cannot be told: hits {hits}.</source>
        <translation>来自灰度或过暗的影像、无法辨别 {colours} 的结果：{hits}。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} rule(s) nothing out: the model looks for what is named, after such a word, too. Describe what the person does have.</source>
        <translation>
            <numerusform>{words} 不会排除任何内容：模型同样会寻找这类词之后所说的东西。请描述此人具有的特征。</numerusform>
        </translation>
    </message>
    <message>
        <source>Likely someone like that is here; the first hits are the place to look.</source>
        <translation>这里很可能有这样的人，请先查看排在最前的结果。</translation>
    </message>
    <message>
        <source>Perhaps someone like that is here, perhaps not; the pictures do not settle it.</source>
        <translation>这里可能有这样的人，也可能没有，截图不足以判断。</translation>
    </message>
    <message numerus="yes">
        <source>Nobody like that was found among the %n passage(s) read; these look most alike.</source>
        <translation>
            <numerusform>在已读取的 %n 个片段中没有找到这样的人，以下是最相似的。</numerusform>
        </translation>
    </message>
    <message>
        <source>How strong a hit is can be said of descriptions only, not with an example.</source>
        <translation>只有按描述搜索时才能说明结果的相符程度，使用示例图像时不能。</translation>
    </message>
    <message>
        <source>How strong a hit is cannot be said: this model is not calibrated.</source>
        <translation>无法说明结果的相符程度：此模型未经校准。</translation>
    </message>
    <message numerus="yes">
        <source>%n more below the line, which fit weakly</source>
        <translation>
            <numerusform>线下还有 %n 个，相符程度弱</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read as filter(s): {filters}.</source>
        <translation>
            <numerusform>读作筛选条件：{filters}。</numerusform>
        </translation>
    </message>
    <message>
        <source>camera {value}</source>
        <translation>摄像机 {value}</translation>
    </message>
    <message>
        <source>source {value}</source>
        <translation>影像源 {value}</translation>
    </message>
    <message>
        <source>by the clock {value}</source>
        <translation>按时钟 {value}</translation>
    </message>
    <message>
        <source>weekday {value}</source>
        <translation>星期 {value}</translation>
    </message>
    <message>
        <source>date {value}</source>
        <translation>日期 {value}</translation>
    </message>
    <message>
        <source>direction {value}</source>
        <translation>方向 {value}</translation>
    </message>
    <message>
        <source>{words}: pictures cannot tell with this model, so it ruled nothing out.</source>
        <translation>{words}：此模型无法从截图判断，因此没有排除任何内容。</translation>
    </message>
    <message>
        <source>{words}: hits that seem to show it come later, but how often this is right is not known.</source>
        <translation>{words}：看似符合它的结果会排在后面，但其准确程度未知。</translation>
    </message>
    <message>
        <source>{words}: answered for each hit from the passage&apos;s path; it does not change the order.</source>
        <translation>{words}：根据片段的路径对每个结果作答，不改变排序。</translation>
    </message>
    <message>
        <source>{words} did not count: people are not searched for by skin or origin. Say what has the colour.</source>
        <translation>{words} 未计入：不按肤色或出身搜索人员。请说明是什么东西的颜色。</translation>
    </message>
    <message>
        <source>{words} ruled nothing out: no thing follows to be denied.</source>
        <translation>{words} 没有排除任何内容：其后没有可否定的事物。</translation>
    </message>
    <message>
        <source>“{text}” as {word}</source>
        <translation>将“{text}”视为 {word}</translation>
    </message>
    <message>
        <source>Read {words}.</source>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>In no phrase, so read by the model only: {words}.</source>
        <translation>不属于任何短语，仅由模型读取：{words}。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) were left out, whose recorder&apos;s clock is not known: {names}. State the clock (`cpcl clock`) to have them searched by time.</source>
        <translation>
            <numerusform>有 %n 个影像源因录像机时钟未知而未纳入：{names}。设定时钟（`cpcl clock`）后即可按时间搜索。</numerusform>
        </translation>
    </message>
    <message>
        <source>No caption of the model&apos;s training used {words}: it may know what that is, or not.</source>
        <translation>模型的训练标注中没有使用过 {words}：它可能认识，也可能不认识。</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>links to nothing</source>
        <translation>指向不存在目标的链接</translation>
    </message>
    <message>
        <source>links that lead back to where they are</source>
        <translation>指回自身所在位置的链接</translation>
    </message>
    <message>
        <source>pipes, sockets, devices</source>
        <translation>管道、套接字、设备</translation>
    </message>
    <message>
        <source>pictures in a format that this program does not read</source>
        <translation>本程序不支持其格式的图片</translation>
    </message>
    <message>
        <source>films, where ready-made crops were asked for</source>
        <translation>要求现成截图之处的影片</translation>
    </message>
    <message>
        <source>no footage, by their names and first bytes</source>
        <translation>按名称和文件头判断不是影像</translation>
    </message>
    <message>
        <source>empty files</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>hidden, their names begin with a point</source>
        <translation>名称以点开头的隐藏文件</translation>
    </message>
    <message>
        <source>thumbnails, recycle bins and notes of systems and storage devices</source>
        <translation>系统和存储设备的缩略图、回收站和记录文件</translation>
    </message>
    <message>
        <source>this program&apos;s own files</source>
        <translation>本程序自己的文件</translation>
    </message>
    <message>
        <source>other names of what is there already</source>
        <translation>已有内容的其他名称</translation>
    </message>
    <message>
        <source>without suffix</source>
        <translation>无扩展名</translation>
    </message>
    <message numerus="yes">
        <source>{suffixes}, others %n</source>
        <translation>
            <numerusform>{suffixes}，其他 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, {why}: %n ({of})</source>
        <translation>
            <numerusform>未纳入，{why}：%n 个（{of}）</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>案件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Footage</source>
        <translation>影像(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Decisions</source>
        <translation>判定(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页面(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New case…</source>
        <translation>新建案件(&amp;N)…</translation>
    </message>
    <message>
        <source>Make an empty case file</source>
        <translation>创建一个空的案件文件</translation>
    </message>
    <message>
        <source>&amp;Open case…</source>
        <translation>打开案件(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a case file</source>
        <translation>打开案件文件</translation>
    </message>
    <message>
        <source>&amp;Close case</source>
        <translation>关闭案件(&amp;C)</translation>
    </message>
    <message>
        <source>Close the case; everything is kept</source>
        <translation>关闭案件，所有内容都会保留</translation>
    </message>
    <message>
        <source>&amp;Purpose and authority…</source>
        <translation>目的与授权(&amp;P)…</translation>
    </message>
    <message>
        <source>Say why, and by whose order: it goes into the log</source>
        <translation>说明原因以及奉谁之命：将记入日志</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Detector, provider, sampling, appearance</source>
        <translation>检测器、运行设备、采样、外观</translation>
    </message>
    <message>
        <source>Add a &amp;model…</source>
        <translation>添加模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Add a person detector (.onnx) or a model from a file</source>
        <translation>从文件添加人员检测器（.onnx）或模型</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Add &amp;videos…</source>
        <translation>添加视频(&amp;V)…</translation>
    </message>
    <message>
        <source>Add video files; they are only read, never moved</source>
        <translation>添加视频文件，只会读取，绝不移动</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a folder of videos or of frames, with its sub-folders</source>
        <translation>添加视频或帧图像的文件夹，包括其子文件夹</translation>
    </message>
    <message>
        <source>Add folder of &amp;cropped people…</source>
        <translation>添加人员截图文件夹(&amp;C)…</translation>
    </message>
    <message>
        <source>Add images that show one person each, already cut out</source>
        <translation>添加已裁剪好、每张只有一个人的图像</translation>
    </message>
    <message>
        <source>&amp;Go on with unfinished footage</source>
        <translation>继续读取未完成的影像(&amp;G)</translation>
    </message>
    <message>
        <source>Go on where reading stopped, and try again what could not be read</source>
        <translation>从停止处继续读取，并重试未能读取的内容</translation>
    </message>
    <message>
        <source>&amp;Take out of the list</source>
        <translation>从列表中移除(&amp;T)</translation>
    </message>
    <message>
        <source>Forget the selected footage, which waits to be read; its file stays where it is</source>
        <translation>移除所选的等待读取的影像，文件仍留在原处</translation>
    </message>
    <message>
        <source>Recorder&apos;s c&amp;lock…</source>
        <translation>录像机时钟(&amp;L)…</translation>
    </message>
    <message>
        <source>State when the selected footage was recorded, and how far its recorder&apos;s clock is off</source>
        <translation>说明所选影像的录制时间，以及录像机时钟的偏差</translation>
    </message>
    <message>
        <source>Find &amp;moved footage…</source>
        <translation>重新定位影像(&amp;M)…</translation>
    </message>
    <message>
        <source>Look in a folder for footage that is not where it was, by its content</source>
        <translation>按内容在文件夹中查找已不在原处的影像</translation>
    </message>
    <message>
        <source>&amp;Stop adding footage</source>
        <translation>停止添加影像(&amp;S)</translation>
    </message>
    <message>
        <source>Stop; what was found is kept</source>
        <translation>停止，已找到的内容会保留</translation>
    </message>
    <message>
        <source>&amp;Describe a person</source>
        <translation>描述人员(&amp;D)</translation>
    </message>
    <message>
        <source>Go to the query box</source>
        <translation>转到描述框</translation>
    </message>
    <message>
        <source>Example &amp;image…</source>
        <translation>示例图像(&amp;I)…</translation>
    </message>
    <message>
        <source>Search by a picture of the person</source>
        <translation>用此人的图片搜索</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>更像这个(&amp;M)</translation>
    </message>
    <message>
        <source>Search by how the selected passages look</source>
        <translation>按所选片段的外观搜索</translation>
    </message>
    <message>
        <source>&amp;Less like this</source>
        <translation>少像这个(&amp;L)</translation>
    </message>
    <message>
        <source>Let hits that look like the selected ones come later</source>
        <translation>让与所选相似的结果排在后面</translation>
    </message>
    <message>
        <source>&amp;Clear the search</source>
        <translation>清除搜索(&amp;C)</translation>
    </message>
    <message>
        <source>Remove description, example and filters</source>
        <translation>移除描述、示例和筛选条件</translation>
    </message>
    <message>
        <source>&amp;Save this search…</source>
        <translation>保存此搜索(&amp;S)…</translation>
    </message>
    <message>
        <source>Save description, example and filters in this case</source>
        <translation>将描述、示例和筛选条件保存到此案件</translation>
    </message>
    <message>
        <source>&amp;Forget the searches of before</source>
        <translation>清除以往的搜索(&amp;F)</translation>
    </message>
    <message>
        <source>Forget what was searched for on this machine; the log of each case keeps it</source>
        <translation>清除本机上的搜索记录，各案件的日志仍会保留</translation>
    </message>
    <message>
        <source>Show &amp;new passages</source>
        <translation>显示新片段(&amp;N)</translation>
    </message>
    <message>
        <source>Take in what was read since these hits were found</source>
        <translation>纳入找到这些结果之后读取的内容</translation>
    </message>
    <message>
        <source>Hits as &amp;cards</source>
        <translation>结果以卡片显示(&amp;C)</translation>
    </message>
    <message>
        <source>Show the hits as cards side by side</source>
        <translation>以并排卡片显示结果</translation>
    </message>
    <message>
        <source>Hits as a &amp;list</source>
        <translation>结果以列表显示(&amp;L)</translation>
    </message>
    <message>
        <source>Show the hits as rows of a list</source>
        <translation>以列表行显示结果</translation>
    </message>
    <message>
        <source>Hits on a &amp;timeline</source>
        <translation>结果以时间线显示(&amp;T)</translation>
    </message>
    <message>
        <source>Show the hits by camera and time</source>
        <translation>按摄像机和时间显示结果</translation>
    </message>
    <message>
        <source>Ways on a &amp;map</source>
        <translation>路径图(&amp;M)</translation>
    </message>
    <message>
        <source>Show the ways of the hits in a camera&apos;s view</source>
        <translation>在摄像机画面中显示结果的路径</translation>
    </message>
    <message>
        <source>Side by si&amp;de</source>
        <translation>并排比较(&amp;D)</translation>
    </message>
    <message>
        <source>Show two to four selected hits side by side</source>
        <translation>并排显示所选的二至四个结果</translation>
    </message>
    <message>
        <source>&amp;Back to the hits</source>
        <translation>返回结果(&amp;B)</translation>
    </message>
    <message>
        <source>Leave the player</source>
        <translation>离开播放器</translation>
    </message>
    <message>
        <source>&amp;Previous hit</source>
        <translation>上一个结果(&amp;P)</translation>
    </message>
    <message>
        <source>Show the hit before this one</source>
        <translation>显示此结果的前一个</translation>
    </message>
    <message>
        <source>&amp;Next hit</source>
        <translation>下一个结果(&amp;N)</translation>
    </message>
    <message>
        <source>Show the hit after this one</source>
        <translation>显示此结果的后一个</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放或暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Play from here, or pause</source>
        <translation>从此处播放，或暂停</translation>
    </message>
    <message>
        <source>Play back&amp;wards</source>
        <translation>倒放(&amp;W)</translation>
    </message>
    <message>
        <source>Play backwards; again for faster</source>
        <translation>倒放，再按则加快</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>暂停(&amp;U)</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>停止播放</translation>
    </message>
    <message>
        <source>Play &amp;forwards</source>
        <translation>正放(&amp;F)</translation>
    </message>
    <message>
        <source>Play; again for faster</source>
        <translation>播放，再按则加快</translation>
    </message>
    <message>
        <source>One frame bac&amp;k</source>
        <translation>后退一帧(&amp;K)</translation>
    </message>
    <message>
        <source>Show the frame before this one</source>
        <translation>显示上一帧</translation>
    </message>
    <message>
        <source>One frame &amp;on</source>
        <translation>前进一帧(&amp;O)</translation>
    </message>
    <message>
        <source>Show the next frame</source>
        <translation>显示下一帧</translation>
    </message>
    <message>
        <source>Five seconds back</source>
        <translation>后退五秒</translation>
    </message>
    <message>
        <source>Jump five seconds back</source>
        <translation>向后跳五秒</translation>
    </message>
    <message>
        <source>Five seconds on</source>
        <translation>前进五秒</translation>
    </message>
    <message>
        <source>Jump five seconds on</source>
        <translation>向前跳五秒</translation>
    </message>
    <message>
        <source>Back to the &amp;moment of the hit</source>
        <translation>回到结果所在时刻(&amp;M)</translation>
    </message>
    <message>
        <source>Show the frame of the best picture again</source>
        <translation>重新显示最佳截图所在的帧</translation>
    </message>
    <message>
        <source>Earlier moment</source>
        <translation>较早的时刻</translation>
    </message>
    <message>
        <source>Show the moment before, of those in the strip</source>
        <translation>显示时刻条中的前一个时刻</translation>
    </message>
    <message>
        <source>Later moment</source>
        <translation>较晚的时刻</translation>
    </message>
    <message>
        <source>Show the moment after, of those in the strip</source>
        <translation>显示时刻条中的后一个时刻</translation>
    </message>
    <message>
        <source>Copy the &amp;time</source>
        <translation>复制时间(&amp;T)</translation>
    </message>
    <message>
        <source>Copy file, camera and exact time of the frame shown</source>
        <translation>复制所示帧的文件、摄像机和精确时间</translation>
    </message>
    <message>
        <source>P&amp;lay the passage over and over</source>
        <translation>循环播放片段(&amp;L)</translation>
    </message>
    <message>
        <source>Play the passage, or what is marked, in a loop</source>
        <translation>循环播放片段或标记的部分</translation>
    </message>
    <message>
        <source>Clip &amp;begins here</source>
        <translation>剪辑从此处开始(&amp;B)</translation>
    </message>
    <message>
        <source>The clip begins with the frame shown</source>
        <translation>剪辑从所示帧开始</translation>
    </message>
    <message>
        <source>Clip &amp;ends here</source>
        <translation>剪辑到此处结束(&amp;E)</translation>
    </message>
    <message>
        <source>The clip ends with the frame shown</source>
        <translation>剪辑到所示帧结束</translation>
    </message>
    <message>
        <source>Clip is the pass&amp;age</source>
        <translation>剪辑为整个片段(&amp;A)</translation>
    </message>
    <message>
        <source>Forget where the clip begins and ends</source>
        <translation>取消剪辑的起点和终点</translation>
    </message>
    <message>
        <source>E&amp;xport the clip…</source>
        <translation>导出剪辑(&amp;X)…</translation>
    </message>
    <message>
        <source>Write what is marked, or the passage, as a clip with a file that says what it is</source>
        <translation>将标记的部分或片段写成剪辑，并附说明文件</translation>
    </message>
    <message>
        <source>&amp;Save this frame…</source>
        <translation>保存此帧(&amp;S)…</translation>
    </message>
    <message>
        <source>Write the frame as a picture, with a file that has its time, the footage&apos;s hash and the box</source>
        <translation>将此帧写成图片，并附时间、影像哈希和方框的说明文件</translation>
    </message>
    <message>
        <source>&amp;Review what is undecided</source>
        <translation>查看未判定的结果(&amp;R)</translation>
    </message>
    <message>
        <source>Show the hits that are not decided, one after the other; a decision shows the next</source>
        <translation>逐个显示未判定的结果，判定后显示下一个</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>匹配(&amp;M)</translation>
    </message>
    <message>
        <source>This is the person looked for</source>
        <translation>这是要找的人</translation>
    </message>
    <message>
        <source>&amp;No match</source>
        <translation>不匹配(&amp;N)</translation>
    </message>
    <message>
        <source>This is somebody else</source>
        <translation>这是别人</translation>
    </message>
    <message>
        <source>&amp;Unsure</source>
        <translation>不确定(&amp;U)</translation>
    </message>
    <message>
        <source>It cannot be told</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>&amp;Withdraw the decision</source>
        <translation>撤回判定(&amp;W)</translation>
    </message>
    <message>
        <source>Take the decision back; the log keeps it</source>
        <translation>撤回判定，日志仍会保留</translation>
    </message>
    <message>
        <source>Match: the whole group</source>
        <translation>匹配：整组</translation>
    </message>
    <message>
        <source>Decide at once about all hits that are proposed to show the same person</source>
        <translation>一次判定所有被提议为同一人的结果</translation>
    </message>
    <message>
        <source>No match: the whole group</source>
        <translation>不匹配：整组</translation>
    </message>
    <message>
        <source>All hits that are proposed to show the same person are somebody else</source>
        <translation>所有被提议为同一人的结果都是别人</translation>
    </message>
    <message>
        <source>Unsure: the whole group</source>
        <translation>不确定：整组</translation>
    </message>
    <message>
        <source>Of all hits that are proposed to show the same person it cannot be told</source>
        <translation>所有被提议为同一人的结果都无法判断</translation>
    </message>
    <message>
        <source>Withdraw for the whole group</source>
        <translation>撤回整组的判定</translation>
    </message>
    <message>
        <source>Take the decisions back on all hits that are proposed to show the same person</source>
        <translation>撤回对所有被提议为同一人的结果的判定</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>书签(&amp;B)</translation>
    </message>
    <message>
        <source>Put a bookmark on the passage, or take it off</source>
        <translation>为片段添加或移除书签</translation>
    </message>
    <message>
        <source>Re&amp;viewed</source>
        <translation>已查看(&amp;V)</translation>
    </message>
    <message>
        <source>Note that the passage was looked at, or that it was not</source>
        <translation>标记片段已查看或未查看</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>备注(&amp;O)…</translation>
    </message>
    <message>
        <source>Write down why, or what else is to be seen</source>
        <translation>写下原因或其他所见</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>撤消(&amp;N)</translation>
    </message>
    <message>
        <source>Take back what was decided or saved last</source>
        <translation>撤消最近的判定或保存</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>重做(&amp;D)</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>重做已撤消的操作</translation>
    </message>
    <message>
        <source>Write a &amp;report…</source>
        <translation>生成报告(&amp;R)…</translation>
    </message>
    <message>
        <source>Matches or hits as HTML, PDF, CSV and JSON, to hand in</source>
        <translation>将匹配或结果写成 HTML、PDF、CSV 和 JSON，以便提交</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>All shortcuts on one sheet</source>
        <translation>在一页上列出所有快捷键</translation>
    </message>
    <message>
        <source>&amp;About CPCL Desktop</source>
        <translation>关于 CPCL Desktop(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的案件(&amp;R)</translation>
    </message>
    <message>
        <source>In the grid and the query box</source>
        <translation>在结果网格和描述框中</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Search, or open the hit</source>
        <translation>搜索，或打开结果</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move among the hits</source>
        <translation>在结果之间移动</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>Searches of before, in the query box</source>
        <translation>在描述框中调出以往的搜索</translation>
    </message>
    <message>
        <source>Paste an image to search by</source>
        <translation>粘贴用于搜索的图像</translation>
    </message>
    <message>
        <source> &amp;nbsp;or&amp;nbsp; </source>
        <translation> &amp;nbsp;或&amp;nbsp; </translation>
    </message>
    <message>
        <source>Something went wrong that this program did not foresee. What was committed to the case is kept. Copy the details for whoever looks after this program.</source>
        <translation>发生了本程序未预料到的错误。已写入案件的内容会保留。请复制详细信息交给维护本程序的人员。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>All others instead</source>
        <translation>改为其余各项</translation>
    </message>
    <message>
        <source>Let through what the ticked values do not</source>
        <translation>放行所勾选的值之外的内容</translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation>从左向右</translation>
    </message>
    <message>
        <source>Right to left</source>
        <translation>从右向左</translation>
    </message>
    <message>
        <source>Towards the camera</source>
        <translation>朝向摄像机</translation>
    </message>
    <message>
        <source>Away from the camera</source>
        <translation>远离摄像机</translation>
    </message>
    <message>
        <source>Stays where they are</source>
        <translation>停留原处</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>With a bookmark</source>
        <translation>有书签</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>From {begin} to {end} by the clock</source>
        <translation>按时钟 {begin} 至 {end}</translation>
    </message>
    <message>
        <source>{filter}: not {value}</source>
        <translation>{filter}：除 {value} 外</translation>
    </message>
    <message>
        <source>{filter}: {value}</source>
        <translation>{filter}：{value}</translation>
    </message>
    <message>
        <source>{filter}: all</source>
        <translation>{filter}：全部</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭此提示</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Search, the hits and the player</source>
        <translation>搜索、结果和播放器</translation>
    </message>
    <message>
        <source>&amp;Persons</source>
        <translation>人员(&amp;P)</translation>
    </message>
    <message>
        <source>Who was likely seen more than once: a proposal</source>
        <translation>可能多次出现的人：仅为提议</translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation>覆盖情况(&amp;C)</translation>
    </message>
    <message>
        <source>What was read and how well: what “not found” means</source>
        <translation>读取了什么、效果如何：“未找到”的含义</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>Who did what with this case, and checking that it is whole</source>
        <translation>谁对此案件做了什么，以及校验其完整性</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>What finds and describes people: add, check, change</source>
        <translation>查找和描述人员的模型：添加、校验、更换</translation>
    </message>
    <message>
        <source>&amp;Describe</source>
        <translation>描述标注(&amp;D)</translation>
    </message>
    <message>
        <source>Passages one by one, with a sentence each, to teach the model</source>
        <translation>逐个片段各写一句描述，用于训练模型</translation>
    </message>
    <message>
        <source>Propose persons ane&amp;w</source>
        <translation>重新提议人员(&amp;W)</translation>
    </message>
    <message>
        <source>Group the passages of the case as they are now</source>
        <translation>按案件现状对片段分组</translation>
    </message>
    <message>
        <source>These are one person</source>
        <translation>这些是同一人</translation>
    </message>
    <message>
        <source>The selected likely persons are one</source>
        <translation>所选的可能人员是同一人</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>是别人</translation>
    </message>
    <message>
        <source>The selected passages do not show this person</source>
        <translation>所选片段中的不是此人</translation>
    </message>
    <message>
        <source>&amp;Name this person</source>
        <translation>为此人命名(&amp;N)</translation>
    </message>
    <message>
        <source>Call the selected likely person by a name</source>
        <translation>给所选的可能人员起名</translation>
    </message>
    <message>
        <source>Copy the sentences</source>
        <translation>复制说明文字</translation>
    </message>
    <message>
        <source>Put what searches cover on the clipboard</source>
        <translation>将搜索的覆盖情况复制到剪贴板</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Write the bars as a picture</source>
        <translation>将条形图写成图片</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>保存为 JSON…</translation>
    </message>
    <message>
        <source>Write all of it for programs</source>
        <translation>写出全部内容供程序使用</translation>
    </message>
    <message>
        <source>Copy the log&apos;s &amp;head</source>
        <translation>复制日志头(&amp;H)</translation>
    </message>
    <message>
        <source>The number and hash of the last entry: noted elsewhere, they fix all before them</source>
        <translation>最后一条记录的编号和哈希：另行记下后，即可固定之前的全部记录</translation>
    </message>
    <message>
        <source>&amp;Verify the case</source>
        <translation>校验案件(&amp;V)</translation>
    </message>
    <message>
        <source>Check case, log and footage; nothing is written</source>
        <translation>校验案件、日志和影像，不写入任何内容</translation>
    </message>
    <message>
        <source>Check the models</source>
        <translation>校验模型</translation>
    </message>
    <message>
        <source>Compare every file of every model with its hash</source>
        <translation>将每个模型的每个文件与其哈希比较</translation>
    </message>
    <message>
        <source>For new cases</source>
        <translation>用于新案件</translation>
    </message>
    <message>
        <source>Let new cases begin with the selected model</source>
        <translation>让新案件使用所选模型</translation>
    </message>
    <message>
        <source>Remove the model…</source>
        <translation>移除模型…</translation>
    </message>
    <message>
        <source>Delete the selected model from this machine</source>
        <translation>从本机删除所选模型</translation>
    </message>
    <message>
        <source>Use it in this case…</source>
        <translation>用于此案件…</translation>
    </message>
    <message>
        <source>What that takes is shown first; searches go on with the model before</source>
        <translation>先显示所需的工作量，期间搜索仍使用原模型</translation>
    </message>
    <message>
        <source>Back to the model before</source>
        <translation>换回原模型</translation>
    </message>
    <message>
        <source>Let searches use it again</source>
        <translation>让搜索重新使用它</translation>
    </message>
    <message>
        <source>Drop the model before…</source>
        <translation>丢弃原模型…</translation>
    </message>
    <message>
        <source>Delete its vectors; there is no way back then</source>
        <translation>删除其向量，之后无法换回</translation>
    </message>
    <message>
        <source>Give up the change…</source>
        <translation>放弃更换…</translation>
    </message>
    <message>
        <source>Forget a change that was begun</source>
        <translation>放弃已开始的更换</translation>
    </message>
    <message>
        <source>S&amp;kip this passage</source>
        <translation>跳过此片段(&amp;K)</translation>
    </message>
    <message>
        <source>Show the next; nothing is stored</source>
        <translation>显示下一个，不保存任何内容</translation>
    </message>
    <message>
        <source>Write the &amp;pairs…</source>
        <translation>写出图文对(&amp;P)…</translation>
    </message>
    <message>
        <source>Pictures and sentences, as cpcl-train reads them</source>
        <translation>cpcl-train 可读取的图片和句子</translation>
    </message>
    <message>
        <source>&amp;Train on these…</source>
        <translation>用这些训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Write the pairs and train on them; a worse model is refused</source>
        <translation>写出图文对并用其训练，变差的模型会被拒绝</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Not before this time of day</source>
        <translation>不早于此时刻</translation>
    </message>
    <message>
        <source>Not after this time of day</source>
        <translation>不晚于此时刻</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Footage</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Ways</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Not before this time within the footage</source>
        <translation>不早于影像中的此时间</translation>
    </message>
    <message>
        <source>Not after this time within the footage</source>
        <translation>不晚于影像中的此时间</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>At least so many pixels high</source>
        <translation>至少这么多像素高</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>At most so many pixels high</source>
        <translation>至多这么多像素高</translation>
    </message>
    <message>
        <source>Into the footage from</source>
        <translation>影像内时间</translation>
    </message>
    <message>
        <source>Pixels high from</source>
        <translation>像素高度</translation>
    </message>
    <message>
        <source>Reset filters</source>
        <translation>重置筛选条件</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>A picture could not be shown</source>
        <translation>无法显示截图</translation>
    </message>
    <message>
        <source>The passage could not be shown</source>
        <translation>无法显示片段</translation>
    </message>
    <message>
        <source>The passages could not be counted</source>
        <translation>无法统计片段</translation>
    </message>
    <message>
        <source>The timeline could not be laid out</source>
        <translation>无法排布时间线</translation>
    </message>
    <message>
        <source>The passages could not be grouped</source>
        <translation>无法对片段分组</translation>
    </message>
    <message>
        <source>The search failed</source>
        <translation>搜索失败</translation>
    </message>
    <message>
        <source>Describe the person: “woman in a red coat with a black backpack”</source>
        <translation>用英文描述人员：“woman in a red coat with a black backpack”</translation>
    </message>
    <message>
        <source>Description of the person</source>
        <translation>人员描述</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by an example image</source>
        <translation>用示例图像搜索</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>These stand close together. Ask the witness: {question}</source>
        <translation>这些结果十分接近。请询问证人：{question}</translation>
    </message>
    <message>
        <source>Adds “{phrase}” to the description and searches again.</source>
        <translation>将“{phrase}”加入描述并重新搜索。</translation>
    </message>
    <message>
        <source>{answer}: add “{phrase}”</source>
        <translation>{answer}：加入“{phrase}”</translation>
    </message>
    <message>
        <source>lasts {time}</source>
        <translation>持续 {time}</translation>
    </message>
    <message>
        <source>Passage {times}</source>
        <translation>片段 {times}</translation>
    </message>
    <message>
        <source>Shows further hits below these, as scrolling to the end does</source>
        <translation>在下方显示更多结果，与滚动到末尾相同</translation>
    </message>
    <message>
        <source>Add a detector…</source>
        <translation>添加检测器…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>视图：{name}</translation>
    </message>
    <message>
        <source>Searches of before</source>
        <translation>以往的搜索</translation>
    </message>
    <message>
        <source>Searches asked on this machine before, and searches saved in this case</source>
        <translation>本机上以往的搜索，以及此案件中的已存搜索</translation>
    </message>
    <message>
        <source>Forget the searches of before</source>
        <translation>清除以往的搜索</translation>
    </message>
    <message>
        <source>Nothing was searched for yet</source>
        <translation>尚未搜索过</translation>
    </message>
    <message>
        <source>Saved in this case</source>
        <translation>已存于此案件</translation>
    </message>
    <message>
        <source>No search is saved in this case</source>
        <translation>此案件中没有已存搜索</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存此搜索…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Example image to search by</source>
        <translation>用于搜索的示例图像</translation>
    </message>
    <message>
        <source>Remove the example image</source>
        <translation>移除示例图像</translation>
    </message>
    <message>
        <source>How much the example counts beside the words</source>
        <translation>示例相对于文字的权重</translation>
    </message>
    <message>
        <source>Read as filters</source>
        <translation>读作筛选条件</translation>
    </message>
    <message>
        <source>The example counts {example} %, the words {words} %</source>
        <translation>示例占 {example}%，文字占 {words}%</translation>
    </message>
    <message>
        <source>“{word}” not understood</source>
        <translation>不理解“{word}”</translation>
    </message>
    <message>
        <source>The model was not taught “{word}”, so it did not count. Press to take it out of the description.</source>
        <translation>模型没有学过“{word}”，因此未计入。按下可将其从描述中移除。</translation>
    </message>
    <message>
        <source>“{word}” perhaps not understood</source>
        <translation>可能不理解“{word}”</translation>
    </message>
    <message>
        <source>No caption that the model was taught by had “{word}”. Press to take it out of the description.</source>
        <translation>模型的训练标注中没有“{word}”。按下可将其从描述中移除。</translation>
    </message>
    <message>
        <source>Less like {passages}</source>
        <translation>少像{passages}</translation>
    </message>
    <message>
        <source>Hits that look like {passages} come later. Press to take that back.</source>
        <translation>与{passages}相似的结果会排在后面。按下可撤回。</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>passages {first} and {second}</source>
        <translation>片段 {first} 和 {second}</translation>
    </message>
    <message>
        <source>passage {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message>
        <source>“{name}” was deleted. Undo brings it back.</source>
        <translation>“{name}”已删除。撤消可恢复。</translation>
    </message>
    <message>
        <source>Saved as “{name}”, with its filters, in this case.</source>
        <translation>已连同筛选条件以“{name}”保存在此案件中。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>路径图</translation>
    </message>
    <message>
        <source>By passage</source>
        <translation>按片段</translation>
    </message>
    <message>
        <source>By likely person</source>
        <translation>按可能的同一人</translation>
    </message>
    <message>
        <source>By camera</source>
        <translation>按摄像机</translation>
    </message>
    <message>
        <source>By footage</source>
        <translation>按影像</translation>
    </message>
    <message>
        <source>Select two to four hits to see them side by side.</source>
        <translation>选择二至四个结果以并排查看。</translation>
    </message>
    <message>
        <source>Hits side by side</source>
        <translation>并排的结果</translation>
    </message>
    <message>
        <source>Hits by camera and time</source>
        <translation>按摄像机和时间排列的结果</translation>
    </message>
    <message>
        <source>Wheel, + and − zoom, the arrows go from mark to mark. Drag over a span, or press F, to see only what is in it; click a mark to open its hit.</source>
        <translation>滚轮、+ 和 − 缩放，方向键在标记间移动。拖选一段或按 F 只看其中内容，单击标记可打开其结果。</translation>
    </message>
    <message>
        <source>Ways of the hits in the picture</source>
        <translation>结果在画面中的路径</translation>
    </message>
    <message>
        <source>Each line is the way of a hit, its dot where it begins. Click one to open the hit.</source>
        <translation>每条线是一个结果的路径，圆点为起点。单击可打开该结果。</translation>
    </message>
    <message>
        <source>Groups are proposals by likeness, never identifications.</source>
        <translation>分组只是按相似度的提议，绝非身份认定。</translation>
    </message>
    <message numerus="yes">
        <source>{name} · %n hit(s)</source>
        <translation>
            <numerusform>{name} · %n 个结果</numerusform>
        </translation>
    </message>
    <message>
        <source>Not grouped yet</source>
        <translation>尚未分组</translation>
    </message>
    <message>
        <source>Likely person {number}</source>
        <translation>可能的同一人 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) without a known clock are not shown here.</source>
        <translation>
            <numerusform>有 %n 个结果时钟未知，不在此显示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of {drawn} of %n hit(s).</source>
        <translation>
            <numerusform>%n 个结果中 {drawn} 个的路径。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ways of %n hit(s).</source>
        <translation>
            <numerusform>%n 个结果的路径。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more have none recorded.</source>
        <translation>
            <numerusform>另外 %n 个没有路径记录。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) side by side. Keys decide about all of them; Esc goes back.</source>
        <translation>
            <numerusform>并排显示 %n 个结果。按键对全部作出判定，Esc 返回。</numerusform>
        </translation>
    </message>
    <message>
        <source>The saved searches could not be read</source>
        <translation>无法读取已存搜索</translation>
    </message>
    <message>
        <source>The search was not saved</source>
        <translation>搜索未能保存</translation>
    </message>
    <message>
        <source>The saved search was not opened</source>
        <translation>未能打开已存搜索</translation>
    </message>
    <message>
        <source>The saved search was not changed</source>
        <translation>未能更改已存搜索</translation>
    </message>
    <message>
        <source>No case was opened yet</source>
        <translation>尚未打开过案件</translation>
    </message>
    <message>
        <source>{share} of footage read</source>
        <translation>影像已读取 {share}</translation>
    </message>
    <message>
        <source>Added the model {name}; it is used from now on.</source>
        <translation>已添加模型 {name}，从现在起使用。</translation>
    </message>
    <message>
        <source>The report is written</source>
        <translation>报告已生成</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>No person detector is installed, so people are found by motion: that needs a fixed camera and misses who stands still. A YOLOX file (.onnx) finds people as such.</source>
        <translation>未安装人员检测器，因此按运动查找人员：这需要固定摄像机，且会漏掉静止的人。YOLOX 文件（.onnx）可直接识别人员。</translation>
    </message>
    <message>
        <source>Grey, infrared or dark: colours cannot be told here</source>
        <translation>灰度、红外或过暗：此处无法辨别颜色</translation>
    </message>
    <message>
        <source>A score is a reason to look, not an identification.</source>
        <translation>分数只是值得查看的理由，并非身份认定。</translation>
    </message>
    <message>
        <source>Search footage for a person by describing them. Everything stays on this machine.</source>
        <translation>通过描述在影像中搜索人员。所有内容都留在本机。</translation>
    </message>
    <message>
        <source>match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>中</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>弱</translation>
    </message>
    <message numerus="yes">
        <source>Not where it was · %n passage(s) kept</source>
        <translation>
            <numerusform>已不在原处 · 保留 %n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading · %n passage(s) so far</source>
        <translation>
            <numerusform>正在读取 · 目前 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Waiting to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>Unfinished · read up to {time}</source>
        <translation>未完成 · 已读到 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) · {time} could not be read</source>
        <translation>
            <numerusform>%n 个片段 · {time} 无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) in {time}</source>
        <translation>
            <numerusform>{time} 内 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} too dark</source>
        <translation>{time} 过暗</translation>
    </message>
    <message>
        <source>{time} without colour</source>
        <translation>{time} 无颜色</translation>
    </message>
    <message>
        <source>{time} through a fish-eye</source>
        <translation>{time} 鱼眼画面</translation>
    </message>
    <message>
        <source>Camera: {name}</source>
        <translation>摄像机：{name}</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张截图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Found: %n passage(s), {pictures}</source>
        <translation>
            <numerusform>找到：%n 个片段，{pictures}</numerusform>
        </translation>
    </message>
    <message>
        <source>It is read when its turn comes, or with “Go on”. Del takes it out of the list.</source>
        <translation>轮到它时或按“继续”后读取。Del 可将其从列表中移除。</translation>
    </message>
    <message>
        <source>Adding it again goes on where it stopped.</source>
        <translation>再次添加即从停止处继续。</translation>
    </message>
    <message>
        <source>{time} of {declared}</source>
        <translation>{declared} 中的 {time}</translation>
    </message>
    <message numerus="yes">
        <source>Read: {time}, %n frame(s), {looked} looked at</source>
        <translation>
            <numerusform>已读取：{time}，%n 帧，检查了 {looked} 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>file {number}</source>
        <translation>文件 {number}</translation>
    </message>
    <message>
        <source>{rate} frames/s</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>{factor} × real time</source>
        <translation>{factor} 倍实时</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>人员 {number}</translation>
    </message>
    <message>
        <source>{time} in the file</source>
        <translation>文件内 {time}</translation>
    </message>
    <message>
        <source>camera {name}</source>
        <translation>摄像机 {name}</translation>
    </message>
    <message>
        <source>not decided</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>score {number}</source>
        <translation>分数 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n 个片段，按影像顺序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first {shown} of %n passage(s), in the order of the footage</source>
        <translation>
            <numerusform>%n 个片段中的前 {shown} 个，按影像顺序</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s), the most alike first.</source>
        <translation>
            <numerusform>%n 个片段，最相似的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The {shown} most alike of %n passage(s).</source>
        <translation>
            <numerusform>%n 个片段中最相似的 {shown} 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>{phrase} (by its path)</source>
        <translation>{phrase}（根据路径）</translation>
    </message>
    <message>
        <source>shows {phrases}</source>
        <translation>有 {phrases}</translation>
    </message>
    <message>
        <source>does not show {phrases}</source>
        <translation>没有 {phrases}</translation>
    </message>
    <message>
        <source>The model was not taught {words}; the search went by the other words.</source>
        <translation>模型没有学过 {words}，已按其余的词搜索。</translation>
    </message>
    <message numerus="yes">
        <source>{failed} of %n source(s) could not be read.</source>
        <translation>
            <numerusform>%n 个影像源中有 {failed} 个无法读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the list.</source>
        <translation>
            <numerusform>另外还有 %n 个：见列表。</numerusform>
        </translation>
    </message>
    <message>
        <source>The case holds the content of {names} under another name; it counts once.</source>
        <translation>案件中已有 {names} 的内容，只是名称不同，只计一次。</translation>
    </message>
    <message numerus="yes">
        <source>Left out beside it, no footage: %n (`cpcl coverage` says what).</source>
        <translation>
            <numerusform>其旁未纳入的非影像文件：%n 个（`cpcl coverage` 有说明）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Recorder {time}</source>
        <translation>录像机 {time}</translation>
    </message>
    <message>
        <source>Corrected {time}</source>
        <translation>校正后 {time}</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>尚未判定</translation>
    </message>
    <message>
        <source>{verdict}, by {user}, {time} UTC</source>
        <translation>{verdict}，由 {user} 于 {time} UTC 判定</translation>
    </message>
    <message>
        <source>the example image</source>
        <translation>示例图像</translation>
    </message>
    <message>
        <source>passages like those chosen</source>
        <translation>与所选相似的片段</translation>
    </message>
</context>
</TS>
