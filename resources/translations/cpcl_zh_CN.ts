<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Checking {name}</source>
        <translation>正在校验 {name}</translation>
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
        <source>%n source(s) in the bin are not searched: {names}.</source>
        <translation>
            <numerusform>回收站中有 %n 个影像源未被搜索：{names}。</numerusform>
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
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Embedding with {name}</source>
        <translation>正在用 {name} 计算特征</translation>
    </message>
    <message>
        <source>Checking the passages</source>
        <translation>正在检查片段</translation>
    </message>
    <message>
        <source>Looking for small people in {name}</source>
        <translation>正在 {name} 中查找小目标人员</translation>
    </message>
    <message>
        <source>Fetching {name}</source>
        <translation>正在获取 {name}</translation>
    </message>
    <message>
        <source>Grouping passages</source>
        <translation>正在将片段分组</translation>
    </message>
    <message>
        <source>Comparing passages</source>
        <translation>正在比较片段</translation>
    </message>
    <message>
        <source>Comparing groups</source>
        <translation>正在比较分组</translation>
    </message>
    <message>
        <source>Decoding the frame</source>
        <translation>正在解码帧</translation>
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
        <source>No caption of the model&apos;s training used {words}: it may know what that is, or not.</source>
        <translation>模型的训练标注中没有使用过 {words}：它可能认识，也可能不认识。</translation>
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
        <translation>要求添加现成截图时遇到的视频</translation>
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
        <source>Footage is being read</source>
        <translation>正在读取影像</translation>
    </message>
    <message>
        <source>The bin was not changed</source>
        <translation>回收站未更改</translation>
    </message>
    <message>
        <source>The footage was not checked</source>
        <translation>影像未校验</translation>
    </message>
    <message>
        <source>The bin could not be looked at</source>
        <translation>无法查看回收站</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>要清空回收站吗？</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>永久移除</translation>
    </message>
    <message>
        <source>The bin was not emptied</source>
        <translation>回收站未清空</translation>
    </message>
    <message>
        <source>Find the selected footage in a folder</source>
        <translation>在文件夹中重新定位所选影像</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.</source>
        <translation>
            <numerusform>%n 个影像源已不在原处；截图仍保留，但无法显示影像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found again: {number}.</source>
        <translation>已重新定位：{number} 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this case not read to the end.</source>
        <translation>
            <numerusform>本案件有 %n 个文件未读完。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be read.</source>
        <translation>
            <numerusform>%n 个文件等待读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Purpose: {purpose}</source>
        <translation>目的：{purpose}</translation>
    </message>
    <message>
        <source>Authority: {authority}</source>
        <translation>授权：{authority}</translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the report.</source>
        <translation>
            <numerusform>另有 %n 项：见报告。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) in {folder}.</source>
        <translation>
            <numerusform>{folder} 中有 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>SHA-256 of its manifest, to be noted elsewhere:</source>
        <translation>清单的 SHA-256，请另行记录：</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n 个影像源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张截图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the bin</source>
        <translation>
            <numerusform>回收站中 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>Detector: {name}</source>
        <translation>检测器：{name}</translation>
    </message>
    <message>
        <source>Runs on: {name}</source>
        <translation>运行于：{name}</translation>
    </message>
    <message>
        <source>Written: {path}, and what it is in {sidecar}</source>
        <translation>已写入：{path}，说明见 {sidecar}</translation>
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
        <source>&amp;Read the selected again</source>
        <translation>重新读取所选影像(&amp;R)</translation>
    </message>
    <message>
        <source>Read the selected footage again, which failed or was not read to the end</source>
        <translation>重新读取所选的读取失败或未读完的影像</translation>
    </message>
    <message>
        <source>C&amp;heck the selected</source>
        <translation>校验所选影像(&amp;H)</translation>
    </message>
    <message>
        <source>Read the selected footage again and compare it with the hash that the case keeps</source>
        <translation>重新读取所选影像，并与案件保存的哈希值比对</translation>
    </message>
    <message>
        <source>&amp;Take out of the case</source>
        <translation>从案件中取出(&amp;T)</translation>
    </message>
    <message>
        <source>Forget what waits; put what was read into the bin, where it is not searched. No file is touched</source>
        <translation>等待中的影像不再保留；已读取的移入回收站，不再搜索。不会改动任何文件</translation>
    </message>
    <message>
        <source>&amp;Put back from the bin</source>
        <translation>从回收站放回(&amp;P)</translation>
    </message>
    <message>
        <source>Let the selected footage be searched again, with all that was decided about it</source>
        <translation>让所选影像重新参与搜索，连同对它作出的所有判定</translation>
    </message>
    <message>
        <source>&amp;Empty the bin…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Remove what is in the bin from the case for good; what goes is said before</source>
        <translation>将回收站中的内容从案件中永久移除；事先会说明移除哪些内容</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>监视文件夹(&amp;W)…</translation>
    </message>
    <message>
        <source>Add the videos that newly arrive in a folder, until you stop that or close the case</source>
        <translation>添加文件夹中新出现的视频，直到您停止监视或关闭案件</translation>
    </message>
    <message>
        <source>Recorder&apos;s c&amp;lock…</source>
        <translation>录像机时钟(&amp;L)…</translation>
    </message>
    <message>
        <source>State when the selected footage was recorded, and how far its recorder&apos;s clock is off</source>
        <translation>设定所选影像的录制时间，以及录像机时钟的偏差</translation>
    </message>
    <message>
        <source>Find the &amp;selected…</source>
        <translation>重新定位所选影像(&amp;S)…</translation>
    </message>
    <message>
        <source>Look in a folder for the selected footage, by its content</source>
        <translation>在文件夹中按内容查找所选影像</translation>
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
        <translation>Enter</translation>
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
        <source>The decisions could not be read</source>
        <translation>无法读取判定</translation>
    </message>
    <message>
        <source>The decision was not stored</source>
        <translation>判定未保存</translation>
    </message>
    <message>
        <source>The decision was not taken back</source>
        <translation>判定未撤回</translation>
    </message>
    <message>
        <source>Write what is to be seen, not who it is: clothes, colours, what is carried. The sentence goes into the log; with others it teaches the model what words mean in this footage. It decides nothing.</source>
        <translation>请用英文写看得见的内容，而不是此人是谁：衣着、颜色、携带的物品。这句话会记入日志；与其他描述一起，让模型学会这些词在本案影像中的含义。它不作任何判定。</translation>
    </message>
    <message>
        <source>Enter stores and shows the next · PgDn skips · PgUp goes back · an empty sentence withdraws</source>
        <translation>Enter 保存并显示下一个 · PgDn 跳过 · PgUp 返回上一个 · 空句子表示撤回</translation>
    </message>
    <message>
        <source>Every passage is described. PgUp goes back to one; the pairs can be written.</source>
        <translation>所有片段都已标注描述。按 PgUp 可返回查看；现在可以写出图文对。</translation>
    </message>
    <message>
        <source>There are no passages to describe yet.</source>
        <translation>还没有可供描述的片段。</translation>
    </message>
    <message numerus="yes">
        <source>{described:,} of %n passage(s) described</source>
        <translation>
            <numerusform>已描述 {described:,} 个片段，共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n 组</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n description(s)</source>
        <translation>
            <numerusform>%n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>Written to {folder}: {pictures} of {passages} in {groups}, with {descriptions}. They are pictures of people out of the case: keep the folder as you keep the case.</source>
        <translation>已写入 {folder}：{passages}的{pictures}，分为{groups}，附{descriptions}。这些是本案件中人员的截图：请像保管案件一样保管该文件夹。</translation>
    </message>
    <message>
        <source>Accepted: the new model is better on what was held out, and no worse elsewhere.</source>
        <translation>已接受：新模型在留出的数据上更好，在其他方面也没有变差。</translation>
    </message>
    <message>
        <source>It lies in {folder}. “Add it” takes it in; the page of models changes the case to it.</source>
        <translation>新模型位于 {folder}。点击“添加此模型”将其加入本机；在“模型”页面可让案件改用它。</translation>
    </message>
    <message>
        <source>Refused. {reason}</source>
        <translation>未接受。{reason}</translation>
    </message>
    <message>
        <source>No model was written; go on with the one there is.</source>
        <translation>没有写出新模型；请继续使用现有模型。</translation>
    </message>
    <message>
        <source>Groups learnt from: {number}</source>
        <translation>用于学习的组数：{number}</translation>
    </message>
    <message>
        <source>Gain on groups that were held out: {gain}</source>
        <translation>在留出组上的提升：{gain}</translation>
    </message>
    <message numerus="yes">
        <source>Gain on %n rendered people: {gain}</source>
        <translation>
            <numerusform>在 %n 个渲染人物上的变化：{gain}</numerusform>
        </translation>
    </message>
    <message>
        <source>Descriptions dealt out at random would fit as well {share} of the time</source>
        <translation>随机分配的描述有 {share} 的可能同样相符</translation>
    </message>
    <message>
        <source>Share of what was learnt that was kept: {share}</source>
        <translation>所学内容中保留的比例：{share}</translation>
    </message>
    <message>
        <source>{points:+.1f} points ({low:+.1f} to {high:+.1f})</source>
        <translation>{points:+.1f} 个百分点（{low:+.1f} 至 {high:+.1f}）</translation>
    </message>
    <message>
        <source>The footage was not taken out</source>
        <translation>影像未取出</translation>
    </message>
    <message>
        <source>The clock was not changed</source>
        <translation>时钟未更改</translation>
    </message>
    <message>
        <source>The folder was not looked through</source>
        <translation>未能在文件夹中查找</translation>
    </message>
    <message>
        <source>The footage was not added</source>
        <translation>影像未添加</translation>
    </message>
    <message>
        <source>The case could not be read</source>
        <translation>无法读取案件</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>报告未生成</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
    <message>
        <source>The example image was not taken</source>
        <translation>示例图像未采用</translation>
    </message>
    <message>
        <source>The model was not added</source>
        <translation>模型未添加</translation>
    </message>
    <message>
        <source>The case was not opened</source>
        <translation>案件未打开</translation>
    </message>
    <message>
        <source>The footage could not be looked for</source>
        <translation>无法查找影像</translation>
    </message>
    <message>
        <source>Its files are deleted from this machine. Cases that were indexed with it can be searched when it is added again as it was.</source>
        <translation>将从本机删除该模型的文件。用它建立索引的案件，要在原样重新添加该模型之后才能搜索。</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>移除 {name}？</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The vectors of the model used before are deleted. There is no way back to it but embedding anew.</source>
        <translation>将删除之前所用模型的向量。之后若要改回，只能重新计算向量。</translation>
    </message>
    <message>
        <source>Drop the model before?</source>
        <translation>删除之前的模型？</translation>
    </message>
    <message>
        <source>Drop its vectors</source>
        <translation>删除其向量</translation>
    </message>
    <message>
        <source>What was embedded for it is deleted; the case stays with the model that it uses.</source>
        <translation>将删除为它计算的向量；案件继续使用当前的模型。</translation>
    </message>
    <message>
        <source>Give up the change?</source>
        <translation>放弃更换？</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>The main picture&apos;s footage has nothing of that time. Mark where the clip begins (I) and ends (O), or make another picture the main one.</source>
        <translation>主画面的影像中没有该时段的内容。请标记剪辑的起点（I）和终点（O），或将其他画面设为主画面。</translation>
    </message>
    <message>
        <source>Add a folder of videos or frames</source>
        <translation>添加视频或帧的文件夹</translation>
    </message>
    <message>
        <source>Add a folder of people already cut out</source>
        <translation>添加人员截图文件夹</translation>
    </message>
    <message>
        <source>Find moved footage in a folder</source>
        <translation>在文件夹中重新定位影像</translation>
    </message>
    <message>
        <source>Save this frame</source>
        <translation>保存此帧</translation>
    </message>
    <message>
        <source>Export the clip</source>
        <translation>导出剪辑</translation>
    </message>
    <message>
        <source>Save the coverage</source>
        <translation>保存覆盖情况</translation>
    </message>
    <message>
        <source>Folder for the pairs</source>
        <translation>图文对文件夹</translation>
    </message>
    <message>
        <source>Folder to train in</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>第三方许可</translation>
    </message>
    <message>
        <source>About CPCL Desktop</source>
        <translation>关于 CPCL Desktop</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>此后才开始</translation>
    </message>
    <message>
        <source>ended before</source>
        <translation>此前已结束</translation>
    </message>
    <message>
        <source>could not be read at this time</source>
        <translation>此时刻无法读取</translation>
    </message>
    <message>
        <source>no clock is known, so it cannot be put in step</source>
        <translation>录像机时钟未知，无法同步显示</translation>
    </message>
    <message>
        <source>only one of the clocks has a time zone, so it cannot be put in step</source>
        <translation>两个时钟中只有一个有时区，无法同步显示</translation>
    </message>
    <message>
        <source>Other cameras</source>
        <translation>其他摄像机</translation>
    </message>
    <message numerus="yes">
        <source>These show the same corrected time, as far as their clocks are right. At most %n.</source>
        <translation>
            <numerusform>在时钟准确的前提下，以下影像源显示同一校正时间。最多 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources to be shown beside this one</source>
        <translation>要并列显示的影像源</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen: that is more than there is room for.</source>
        <translation>
            <numerusform>已选 %n 个，超出了可显示的数量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen.</source>
        <translation>
            <numerusform>已选 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>shows this moment</source>
        <translation>有此时刻的画面</translation>
    </message>
    <message>
        <source>{state}, ± {doubt} s</source>
        <translation>{state}，± {doubt} 秒</translation>
    </message>
    <message>
        <source>CPCL cases</source>
        <translation>CPCL 案件</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Example image</source>
        <translation>示例图像</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Open case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Case {date}</source>
        <translation>案件 {date}</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>报告文件夹</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <source>Name of the saved search:</source>
        <translation>已存搜索的名称：</translation>
    </message>
    <message>
        <source>Footage is being added</source>
        <translation>正在添加影像</translation>
    </message>
    <message>
        <source>Footage is still being added to this case.</source>
        <translation>仍在向本案件添加影像。</translation>
    </message>
    <message>
        <source>If you stop, everything found so far is kept, and you can go on later.</source>
        <translation>如果停止，目前找到的内容都会保留，之后可以继续。</translation>
    </message>
    <message>
        <source>Stop adding</source>
        <translation>停止添加</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Nothing is known of its clock.</source>
        <translation>其时钟未知。</translation>
    </message>
    <message>
        <source>Its clock was stated by somebody.</source>
        <translation>其时钟由人工设定。</translation>
    </message>
    <message>
        <source>Its clock is that of the pictures&apos; EXIF data.</source>
        <translation>其时钟取自图片的 EXIF 数据。</translation>
    </message>
    <message>
        <source>Its clock is the recorder&apos;s own, frame by frame.</source>
        <translation>其时钟为录像机逐帧记录的时钟。</translation>
    </message>
    <message>
        <source>Its clock is read from the file&apos;s name.</source>
        <translation>其时钟由文件名读出。</translation>
    </message>
    <message>
        <source>Its clock is what the file says of itself.</source>
        <translation>其时钟取自文件自身的记录。</translation>
    </message>
    <message>
        <source>The clock of {name}</source>
        <translation>{name} 的时钟</translation>
    </message>
    <message>
        <source>{seconds}, unless you know</source>
        <translation>{seconds}，除非您确知</translation>
    </message>
    <message numerus="yes">
        <source>Zone, offset and doubt hold for all %n source(s) of camera {camera}</source>
        <translation>
            <numerusform>时区、偏差和误差适用于摄像机 {camera} 的全部 %n 个影像源</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the offset. Nothing was changed.</source>
        <translation>“{text}”不是偏差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the doubt. Nothing was changed.</source>
        <translation>“{text}”不是误差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>Its time at the first frame</source>
        <translation>第一帧时的录像机时间</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Seconds to add to its time</source>
        <translation>应加到其时间上的秒数</translation>
    </message>
    <message>
        <source>May be off by, in seconds</source>
        <translation>可能的误差（秒）</translation>
    </message>
    <message>
        <source>{known} What you state goes into the log, with what was known before.</source>
        <translation>{known}您设定的内容连同此前所知都会写入日志。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>{kind} 文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
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
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why, or what else is to be seen. It goes into the log and into reports.</source>
        <translation>理由，或还能看到什么。备注会写入日志和报告。</translation>
    </message>
    <message>
        <source>Ctrl+Enter stores it.</source>
        <translation>按 Ctrl+Enter 保存。</translation>
    </message>
    <message>
        <source>The note is not stored yet.</source>
        <translation>备注尚未保存。</translation>
    </message>
    <message>
        <source>Save it, throw it away, or go on writing?</source>
        <translation>保存、放弃，还是继续编写？</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>请继续输入</translation>
    </message>
    <message>
        <source>Purpose and authority</source>
        <translation>目的与授权</translation>
    </message>
    <message>
        <source>why: what is looked for, and in which matter</source>
        <translation>为何：查找什么，因何事项</translation>
    </message>
    <message>
        <source>by whose order: a file number, a court order</source>
        <translation>依何授权：案号、法院命令</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Both go into every entry of the case&apos;s log until the case is closed.</source>
        <translation>在案件关闭之前，两者都会写入案件日志的每条记录。</translation>
    </message>
    <message>
        <source>What is not ticked stays off the items&apos; pages, and the report says so. Its pages on searches, sources and the log, and hits.csv, report.json and log.json, hold everything: by them the report is checked.</source>
        <translation>未勾选的内容不出现在各条目的页面上，报告会注明这一点。报告中关于搜索、影像源和日志的页面，以及 hits.csv、report.json 和 log.json 仍包含全部内容：校验报告要依据它们。</translation>
    </message>
    <message>
        <source>Description of who was looked for</source>
        <translation>对所找人员的描述</translation>
    </message>
    <message>
        <source>Notes to decisions</source>
        <translation>判定的备注</translation>
    </message>
    <message>
        <source>Ranks and scores of searches</source>
        <translation>搜索中的名次和分数</translation>
    </message>
    <message>
        <source>Where the footage lies</source>
        <translation>影像所在位置</translation>
    </message>
    <message>
        <source>Recorder and corrected time</source>
        <translation>录像机时间和校正后时间</translation>
    </message>
    <message>
        <source>The box in the frame</source>
        <translation>帧中的方框</translation>
    </message>
    <message>
        <source>Numbers within the case</source>
        <translation>案件内的编号</translation>
    </message>
    <message>
        <source>Further pictures of the passage</source>
        <translation>片段的其他截图</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>{caveat} The report says so, too.</source>
        <translation>{caveat}报告中也会说明这一点。</translation>
    </message>
    <message numerus="yes">
        <source>What was decided to be a match: %n passage(s)</source>
        <translation>
            <numerusform>已判定为匹配的：%n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>no search at present</source>
        <translation>当前没有搜索</translation>
    </message>
    <message>
        <source>The first hits of the search: {search}</source>
        <translation>搜索的前几个结果：{search}</translation>
    </message>
    <message>
        <source>Most hits</source>
        <translation>结果数上限</translation>
    </message>
    <message>
        <source>at most </source>
        <comment>{number}</comment>
        <translation>最多 </translation>
    </message>
    <message>
        <source>A clip of each passage</source>
        <translation>每个片段附一段剪辑</translation>
    </message>
    <message>
        <source> s before and after</source>
        <comment>{number}</comment>
        <translation> 秒（前后各）</translation>
    </message>
    <message>
        <source>Footage before and after a passage in its clip</source>
        <translation>剪辑中片段前后的影像时长</translation>
    </message>
    <message>
        <source>Clips with the box drawn, and the times under the picture</source>
        <translation>剪辑中画出方框，并在画面下方标出时间</translation>
    </message>
    <message>
        <source>Make everyone but the person unrecognisable, in frames and clips</source>
        <translation>在帧和剪辑中使其他人无法辨认</translation>
    </message>
    <message>
        <source>Automatic: look through the result before it is handed out</source>
        <translation>自动处理：交出之前请检查结果</translation>
    </message>
    <message>
        <source>On the items&apos; pages</source>
        <translation>各条目的页面上</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the report&apos;s folder</source>
        <translation>选择报告的文件夹</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>生成报告</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 个条目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n search(es)</source>
        <translation>
            <numerusform>%n 次搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>{items}, from {sources}; with {searches}.</source>
        <translation>{items}，来自{sources}；包含{searches}。</translation>
    </message>
    <message>
        <source>{items}, from {sources}, {time} of clips; with {searches}.</source>
        <translation>{items}，来自{sources}，剪辑共 {time}；包含{searches}。</translation>
    </message>
    <message>
        <source>Items of the report</source>
        <translation>报告的条目</translation>
    </message>
    <message>
        <source>What the report says of the item</source>
        <translation>报告对该条目的说明</translation>
    </message>
    <message>
        <source>The item&apos;s frame as the report would show it</source>
        <translation>报告中该条目的帧</translation>
    </message>
    <message>
        <source>Looking what it would hold…</source>
        <translation>正在查看报告会包含的内容…</translation>
    </message>
    <message>
        <source>Small pictures: {number}</source>
        <translation>小截图：{number}</translation>
    </message>
    <message>
        <source>Decoding its frame…</source>
        <translation>正在解码该帧…</translation>
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
        <source>Decoding</source>
        <translation>正在解码</translation>
    </message>
    <message>
        <source>Looking at the footage</source>
        <translation>正在查看影像</translation>
    </message>
    <message>
        <source>Letting go of the footage</source>
        <translation>正在释放影像</translation>
    </message>
    <message>
        <source>Writing the pairs</source>
        <translation>正在写入图文对</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不在原处。</translation>
    </message>
    <message>
        <source>Looking through {folder}</source>
        <translation>正在 {folder} 中查找</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>第 {number} 个，共 {total} 个</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>正在校验数据库</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation>正在添加 {name}</translation>
    </message>
    <message>
        <source>models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>Choosing {name}</source>
        <translation>正在选择 {name}</translation>
    </message>
    <message>
        <source>Measuring the model</source>
        <translation>正在测量模型</translation>
    </message>
    <message>
        <source>The case uses the model {model} now; the vectors of {before} are kept.</source>
        <translation>案件现在使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message>
        <source>The case uses the model {model} again; the vectors of {before} are kept.</source>
        <translation>案件重新使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s) kept of the model {name} deleted.</source>
        <translation>
            <numerusform>已删除为模型 {name} 保留的 %n 个向量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The change to the model {name} was given up; its %n vector(s) were deleted.</source>
        <translation>
            <numerusform>已放弃更换为模型 {name}；其 %n 个向量已删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>正在选择截图</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Opening the detector</source>
        <translation>正在打开检测器</translation>
    </message>
    <message>
        <source>Opening the model</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>checking the footage</source>
        <translation>校验影像</translation>
    </message>
    <message>
        <source>writing pictures</source>
        <translation>写入截图</translation>
    </message>
    <message>
        <source>looking for people</source>
        <translation>查找人员</translation>
    </message>
    <message>
        <source>cutting a clip</source>
        <translation>截取剪辑</translation>
    </message>
    <message>
        <source>writing the PDF</source>
        <translation>写入 PDF</translation>
    </message>
    <message>
        <source>hashing the files</source>
        <translation>计算文件哈希值</translation>
    </message>
    <message>
        <source>Report: opening the models</source>
        <translation>报告：正在打开模型</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>剪辑</translation>
    </message>
    <message>
        <source>{what}: {doing}</source>
        <translation>{what}：{doing}</translation>
    </message>
    <message>
        <source>likely persons</source>
        <translation>可能的同一人</translation>
    </message>
    <message>
        <source>a decision about persons</source>
        <translation>关于人员的判定</translation>
    </message>
    <message>
        <source>taking back a decision</source>
        <translation>撤回判定</translation>
    </message>
    <message>
        <source>Looking at the coverage</source>
        <translation>正在查看覆盖情况</translation>
    </message>
    <message>
        <source>Looking at the log</source>
        <translation>正在查看日志</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>正在读取日志</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>a preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>a frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Looking at the models</source>
        <translation>正在查看模型</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>the case&apos;s model</source>
        <translation>案件的模型</translation>
    </message>
    <message>
        <source>Looking at the passages</source>
        <translation>正在查看片段</translation>
    </message>
    <message>
        <source>Describing</source>
        <translation>正在描述</translation>
    </message>
    <message>
        <source>the pairs</source>
        <translation>图文对</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The trainer is not installed beside this program. Install it into the same environment, which takes PyTorch: pip install &apos;cpcl-desktop[train]&apos;. The pairs that were written can be trained on elsewhere, too: cpcl-train adapt MODEL FOLDER --out BUNDLE.</source>
        <translation>本程序旁未安装训练程序。请安装到同一环境（需要 PyTorch）：pip install &apos;cpcl-desktop[train]&apos;。已写出的图文对也可以在别处训练：cpcl-train adapt MODEL FOLDER --out BUNDLE。</translation>
    </message>
    <message>
        <source>Starting the trainer</source>
        <translation>正在启动训练程序</translation>
    </message>
    <message>
        <source>Training: {line}</source>
        <translation>训练：{line}</translation>
    </message>
    <message>
        <source>it ended with status {status}</source>
        <translation>它以状态 {status} 结束。</translation>
    </message>
    <message>
        <source>The trainer gave no verdict: {words} The pairs that were written are kept.</source>
        <translation>训练程序没有给出结论：{words} 已写出的图文对会保留。</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>正在打开案件</translation>
    </message>
    <message>
        <source>Looking at the case</source>
        <translation>正在查看案件</translation>
    </message>
    <message>
        <source>Looking for the footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Getting ready to search</source>
        <translation>正在准备搜索</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>Laying out the timeline</source>
        <translation>正在排布时间线</translation>
    </message>
    <message>
        <source>Loading the saved searches</source>
        <translation>正在加载已存搜索</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Changing a saved search</source>
        <translation>正在更改已存搜索</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Taking out {name}</source>
        <translation>正在取出 {name}</translation>
    </message>
    <message>
        <source>Stating the clock</source>
        <translation>正在设定时钟</translation>
    </message>
    <message>
        <source>Unfinished footage</source>
        <translation>未读完的影像</translation>
    </message>
    <message>
        <source>Moving to the bin</source>
        <translation>正在移入回收站</translation>
    </message>
    <message>
        <source>Looking at the bin</source>
        <translation>正在查看回收站</translation>
    </message>
    <message>
        <source>Emptying the bin</source>
        <translation>正在清空回收站</translation>
    </message>
    <message>
        <source>Loading pictures</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading a picture</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading the passage</source>
        <translation>正在加载片段</translation>
    </message>
    <message>
        <source>Looking for the passage</source>
        <translation>正在查找片段</translation>
    </message>
    <message>
        <source>Looking for other cameras</source>
        <translation>正在查找其他摄像机</translation>
    </message>
    <message>
        <source>Noting what was looked at</source>
        <translation>正在记录查看过的内容</translation>
    </message>
    <message>
        <source>Loading the decisions</source>
        <translation>正在加载判定</translation>
    </message>
    <message>
        <source>Looking for decisions</source>
        <translation>正在查找判定</translation>
    </message>
    <message>
        <source>Grouping the passages</source>
        <translation>正在为片段分组</translation>
    </message>
    <message>
        <source>Loading moments</source>
        <translation>正在加载时刻</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>正在判定</translation>
    </message>
    <message>
        <source>Taking a decision back</source>
        <translation>正在撤回判定</translation>
    </message>
    <message>
        <source>the report {name}</source>
        <translation>报告 {name}</translation>
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
        <source>describes people</source>
        <translation>描述人员</translation>
    </message>
    <message>
        <source>finds people</source>
        <translation>检测人员</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>This model has no card: what it was taught, and how good it is, is not known here.</source>
        <translation>此模型没有说明卡：它学过什么、效果如何，这里无从得知。</translation>
    </message>
    <message>
        <source>every file has the hash its manifest gives</source>
        <translation>每个文件的哈希值都与清单一致</translation>
    </message>
    <message>
        <source>Scores of different models cannot be compared. Decisions stay; hits are ranked anew.</source>
        <translation>不同模型的分数不可相互比较。判定保留不变；结果会重新排序。</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) a picture</source>
        <translation>
            <numerusform>每张截图 %n 个数值</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} · for new cases</source>
        <translation>{name} · 用于新案件</translation>
    </message>
    <message>
        <source>{licence} · manifest {hash}</source>
        <translation>{licence} · 清单 {hash}</translation>
    </message>
    <message>
        <source>The open case has no model yet; adding footage begins it with the one for new cases.</source>
        <translation>打开的案件还没有模型；添加影像时将使用为新案件选定的模型。</translation>
    </message>
    <message numerus="yes">
        <source>The open case uses {model}, for %n picture(s).</source>
        <translation>
            <numerusform>打开的案件使用 {model}，共 %n 张截图。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A change to {model} was begun: %n picture(s) are embedded, and searches still go by the model before.</source>
        <translation>
            <numerusform>已开始更换为 {model}：已计算 %n 张截图的向量，搜索仍使用之前的模型。</numerusform>
        </translation>
    </message>
    <message>
        <source>The vectors of {model}, used before, are kept for the way back.</source>
        <translation>之前所用的 {model} 的向量已保留，以便改回。</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>about a second</source>
        <translation>约一秒</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of the case would be embedded with {model}: {time} on this machine, and {size} more in the case&apos;s file.</source>
        <translation>
            <numerusform>将用 {model} 计算案件中 %n 张截图的向量：在本机上需{time}，案件文件增大 {size}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are embedded already.</source>
        <translation>
            <numerusform>其中 %n 张截图的向量已经算好。</numerusform>
        </translation>
    </message>
    <message>
        <source>The vectors kept of {model} go with that.</source>
        <translation>保留的 {model} 的向量会随之删除。</translation>
    </message>
    <message>
        <source>Meanwhile searches go on with {model}. Stopped, the same goes on from there; {model} stays for the way back.</source>
        <translation>在此期间搜索继续使用 {model}。若中途停止，下次从停下处继续；{model} 会保留，以便改回。</translation>
    </message>
    <message>
        <source>In new footage people are found by motion.</source>
        <translation>在新影像中通过运动检测人员。</translation>
    </message>
    <message>
        <source>In new footage people are found by {detector}.</source>
        <translation>在新影像中由 {detector} 检测人员。</translation>
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
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the hit at {time}</source>
        <translation>打开 {time} 的结果</translation>
    </message>
    <message>
        <source>Back to the hits</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Passage {times}</source>
        <translation>片段 {times}</translation>
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
        <source>Drop footage here</source>
        <translation>将影像拖放到此处</translation>
    </message>
    <message>
        <source>Videos, or folders of videos or frames. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>视频，或视频、帧的文件夹。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>Add footage to this case</source>
        <translation>向本案件添加影像</translation>
    </message>
    <message>
        <source>Drop videos or folders here. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>将视频或文件夹拖放到此处。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>All footage of this case is in the bin</source>
        <translation>本案件的所有影像都在回收站中</translation>
    </message>
    <message>
        <source>Nothing of it is searched. Select it in the list to put it back, or add other footage.</source>
        <translation>这些影像都不参与搜索。请在列表中选中以放回，或添加其他影像。</translation>
    </message>
    <message>
        <source>Looking for people…</source>
        <translation>正在查找人员…</translation>
    </message>
    <message>
        <source>They appear here as they are found. You can search at any time.</source>
        <translation>找到的人员会陆续显示在这里。您可以随时搜索。</translation>
    </message>
    <message>
        <source>Footage waits to be read</source>
        <translation>影像等待读取</translation>
    </message>
    <message>
        <source>Nobody has begun to read it. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>尚未开始读取。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>No people were found in this footage</source>
        <translation>在此影像中未找到人员</translation>
    </message>
    <message>
        <source>Another detector, or looking at more frames per second, may find some: see Settings. Under each source stands what of it was not read or is too dark.</source>
        <translation>换用其他检测器或每秒查看更多帧也许能找到：见“设置”。每个影像源下方说明了哪些部分未读取或过暗。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>The hits stand here as soon as they are found.</source>
        <translation>找到的结果会立即显示在这里。</translation>
    </message>
    <message>
        <source>There is no answer to this search</source>
        <translation>此搜索没有答案</translation>
    </message>
    <message>
        <source>Why stands above. Change the description or the filters, or clear the search to see everything.</source>
        <translation>原因见上方。请更改描述或筛选条件，或清除搜索以查看全部。</translation>
    </message>
    <message>
        <source>Of what stands there, nothing is understood yet. Enter says why; Esc shows everything.</source>
        <translation>目前输入的内容尚无法理解。按 Enter 查看原因；按 Esc 显示全部。</translation>
    </message>
    <message>
        <source>No passage passes the filters</source>
        <translation>没有片段符合筛选条件</translation>
    </message>
    <message>
        <source>Widen the time or choose more cameras, or clear the search to see everything. Under each source stands what of it was not read, is too dark or has no colour.</source>
        <translation>请放宽时间或选择更多摄像机，或清除搜索以查看全部。每个影像源下方说明了哪些部分未读取、过暗或没有颜色。</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Pause, and go on later</source>
        <translation>暂停，稍后继续</translation>
    </message>
    <message>
        <source>Progress of adding {title}</source>
        <translation>添加 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop adding {title}</source>
        <translation>停止添加 {title}</translation>
    </message>
    <message>
        <source>Pause adding {title}</source>
        <translation>暂停添加 {title}</translation>
    </message>
    <message>
        <source>It starts when the footage before it is done.</source>
        <translation>前面的影像完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was found so far is kept</source>
        <translation>停止；目前找到的内容会保留</translation>
    </message>
    <message>
        <source>Stopping; what was found is being stored…</source>
        <translation>正在停止；正在保存已找到的内容…</translation>
    </message>
    <message>
        <source>Paused; what was found so far is kept. The program must stay open to go on from here.</source>
        <translation>已暂停；目前找到的内容会保留。要从这里继续，程序须保持打开。</translation>
    </message>
    <message>
        <source>Progress of writing {title}</source>
        <translation>写入 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop writing {title}</source>
        <translation>停止写入 {title}</translation>
    </message>
    <message>
        <source>It starts when the report before it is done.</source>
        <translation>前面的报告完成后开始。</translation>
    </message>
    <message>
        <source>Stop; no report is left</source>
        <translation>停止；不留下报告</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Progress of looking through {title}</source>
        <translation>在 {title} 中查找的进度</translation>
    </message>
    <message>
        <source>Stop looking through {title}</source>
        <translation>停止在 {title} 中查找</translation>
    </message>
    <message>
        <source>Progress of checking {title}</source>
        <translation>校验 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop checking {title}</source>
        <translation>停止校验 {title}</translation>
    </message>
    <message>
        <source>It starts when the check before it is done.</source>
        <translation>前面的校验完成后开始。</translation>
    </message>
    <message>
        <source>Stop; nothing was changed</source>
        <translation>停止；未作任何更改</translation>
    </message>
    <message>
        <source>Waiting: {title}</source>
        <translation>等待中：{title}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the new passages</source>
        <translation>显示新片段</translation>
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
        <source>“{words}” was read as this filter. Press to have the words describe the person.</source>
        <translation>“{words}”被理解为此筛选条件。按下可改为用这些词描述人员。</translation>
    </message>
    <message>
        <source>Take back the filter {filter}</source>
        <translation>撤回筛选条件 {filter}</translation>
    </message>
    <message>
        <source>lasts {time}</source>
        <translation>持续 {time}</translation>
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
        <source>Find it…</source>
        <translation>重新定位…</translation>
    </message>
    <message>
        <source>Footage in this case</source>
        <translation>本案件的影像</translation>
    </message>
    <message>
        <source>No footage yet. Drop videos or folders anywhere on this window.</source>
        <translation>还没有影像。将视频或文件夹拖放到窗口任意位置。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add footage: videos, folders, or ready-made crops</source>
        <translation>添加影像：视频、文件夹或现成的截图</translation>
    </message>
    <message>
        <source>Add footage</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>未打开案件</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>视图：{name}</translation>
    </message>
    <message>
        <source>Watch this folder no longer</source>
        <translation>不再监视此文件夹</translation>
    </message>
    <message>
        <source>Stop watching {folder}</source>
        <translation>停止监视 {folder}</translation>
    </message>
    <message>
        <source>Watch this folder again</source>
        <translation>重新监视此文件夹</translation>
    </message>
    <message>
        <source>Watch {folder} again</source>
        <translation>重新监视 {folder}</translation>
    </message>
    <message>
        <source>Take this folder out of the list</source>
        <translation>将此文件夹从列表中移除</translation>
    </message>
    <message>
        <source>Forget {folder}</source>
        <translation>移除 {folder}</translation>
    </message>
    <message>
        <source>Passages are grouped by looks, time and place: a proposal to be checked, never an identification.</source>
        <translation>片段按外观、时间和地点分组：这只是有待核对的提议，绝非身份认定。</translation>
    </message>
    <message>
        <source>Nobody was likely seen more than once, and nobody is named. Every passage stands by itself.</source>
        <translation>没有人可能被看到不止一次，也没有人被命名。每个片段各自独立。</translation>
    </message>
    <message>
        <source>strong</source>
        <comment>how firmly passages belong together</comment>
        <translation>强</translation>
    </message>
    <message>
        <source>fair</source>
        <comment>how firmly passages belong together</comment>
        <translation>中</translation>
    </message>
    <message>
        <source>weak</source>
        <comment>how firmly passages belong together</comment>
        <translation>弱</translation>
    </message>
    <message>
        <source>{passages}: {seen}, {alone}.</source>
        <translation>{passages}：{seen}，{alone}。</translation>
    </message>
    <message numerus="yes">
        <source>%n likely person(s) seen again or named</source>
        <translation>
            <numerusform>%n 个再次出现或已命名的可能的同一人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) like no other</source>
        <translation>
            <numerusform>%n 个片段与其他都不相似</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recorder&apos;s clock is not known of: {sources} and %n more.</source>
        <translation>
            <numerusform>以下影像源的录像机时钟未知：{sources} 以及另外 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recorder&apos;s clock is not known of: {sources}.</source>
        <translation>以下影像源的录像机时钟未知：{sources}。</translation>
    </message>
    <message>
        <source>Person {number} looks like this one and was kept apart: {reason}</source>
        <translation>人员 {number} 与此人相像，但已分开：{reason}</translation>
    </message>
    <message>
        <source>Person {number} “{name}”</source>
        <translation>人员 {number}“{name}”</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>人员 {number}</translation>
    </message>
    <message>
        <source>{person}: 1 passage, like no other</source>
        <translation>{person}：1 个片段，与其他都不相似</translation>
    </message>
    <message>
        <source>{person}: {seen}, belonging together: {strength}</source>
        <translation>{person}：{seen}，同属一人的程度：{strength}</translation>
    </message>
    <message>
        <source>{strength}: {seen}</source>
        <translation>{strength}：{seen}</translation>
    </message>
    <message>
        <source>1 passage, like no other</source>
        <translation>1 个片段，与其他都不相似</translation>
    </message>
    <message numerus="yes">
        <source>%n reason(s) to doubt it</source>
        <translation>
            <numerusform>%n 条存疑理由</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing contradicts it</source>
        <translation>没有与之矛盾的情况</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at one camera</source>
        <translation>
            <numerusform>一台摄像机的 %n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) at {cameras} cameras</source>
        <translation>
            <numerusform>{cameras} 台摄像机的 %n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>passage {number}</source>
        <translation>片段 {number}</translation>
    </message>
    <message>
        <source>{time} since the last</source>
        <translation>距上次 {time}</translation>
    </message>
    <message>
        <source>belongs: {strength}</source>
        <translation>同属程度：{strength}</translation>
    </message>
    <message>
        <source>like no other</source>
        <translation>与其他都不相似</translation>
    </message>
    <message>
        <source>{time} in the file</source>
        <translation>文件内 {time}</translation>
    </message>
    <message>
        <source>{time} corrected</source>
        <translation>校正后 {time}</translation>
    </message>
    <message numerus="yes">
        <source>Proposal: {person}, %n reason(s) to doubt it</source>
        <translation>
            <numerusform>提议：{person}，%n 条存疑理由</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal: {person}</source>
        <translation>提议：{person}</translation>
    </message>
    <message>
        <source>Main picture: {camera}</source>
        <translation>主画面：{camera}</translation>
    </message>
    <message numerus="yes">
        <source>%n other camera(s) in step by corrected time.</source>
        <translation>
            <numerusform>另有 %n 台摄像机按校正时间同步显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recorder&apos;s clock of this footage is not known, so no camera can be put in step with it. State it under Footage, Recorder&apos;s clock.</source>
        <translation>此影像的录像机时钟未知，因此无法与其他摄像机同步。请在“影像”菜单的“录像机时钟”中填写。</translation>
    </message>
    <message>
        <source>No other camera is known to show this moment. Choose from the list to see others all the same.</source>
        <translation>未发现其他摄像机有此时刻的画面。仍要查看时，请从列表中选择。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a clock to go by: {names}</source>
        <translation>
            <numerusform>%n 个影像源没有可依据的时钟：{names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}, {begin} – {end}. {decision}</source>
        <translation>片段 {number}，{begin} – {end}。{decision}</translation>
    </message>
    <message>
        <source>Nobody else is in view.</source>
        <translation>画面中没有其他人。</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>画面中另有 %n 人：片段 {numbers}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decoding…</source>
        <translation>正在解码…</translation>
    </message>
    <message>
        <source>Frame at {time}.</source>
        <translation>{time} 的帧。</translation>
    </message>
    <message>
        <source>{footage}, camera {camera}, {times}</source>
        <translation>{footage}，摄像机 {camera}，{times}</translation>
    </message>
    <message>
        <source>Clip from {begin} to {end}</source>
        <translation>剪辑自 {begin} 至 {end}</translation>
    </message>
    <message>
        <source>The same person at {time}</source>
        <translation>同一人，{time}</translation>
    </message>
    <message>
        <source>Other moments of the same passage</source>
        <translation>同一片段的其他时刻</translation>
    </message>
    <message>
        <source>Go to a person in view first: P, or Shift+P.</source>
        <translation>请先用 P 或 Shift+P 选中画面中的一人。</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
    <message>
        <source>Copied: {reference}</source>
        <translation>已复制：{reference}</translation>
    </message>
    <message>
        <source>Frame at {time}. {about}</source>
        <translation>{time} 的帧。{about}</translation>
    </message>
    <message>
        <source>{why} The picture kept in the case is shown.</source>
        <translation>{why}现显示案件中保存的截图。</translation>
    </message>
    <message>
        <source>Playing at {speed} ×</source>
        <translation>以 {speed} 倍速播放</translation>
    </message>
    <message>
        <source>Place in the footage</source>
        <translation>在影像中的位置</translation>
    </message>
    <message>
        <source>At {time} of {length}</source>
        <translation>位于 {time}，全长 {length}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) without pictures</source>
        <translation>
            <numerusform>%n 段没有画面</numerusform>
        </translation>
    </message>
    <message>
        <source>clip begins at {time}</source>
        <translation>剪辑始于 {time}</translation>
    </message>
    <message>
        <source>clip ends at {time}</source>
        <translation>剪辑止于 {time}</translation>
    </message>
    <message>
        <source>The person was detected in this frame.</source>
        <translation>此帧中检测到了该人。</translation>
    </message>
    <message>
        <source>Dashed: estimated along the person&apos;s path.</source>
        <translation>虚线：按该人的路径估计。</translation>
    </message>
    <message>
        <source>No box here: the passage is not seen in this frame.</source>
        <translation>无方框：此帧中看不到该片段。</translation>
    </message>
    <message>
        <source>First frame of the footage.</source>
        <translation>影像的第一帧。</translation>
    </message>
    <message>
        <source>Last frame of the footage.</source>
        <translation>影像的最后一帧。</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Passage {times}    {path}</source>
        <translation>片段 {times}    {path}</translation>
    </message>
    <message>
        <source>{time} ± {doubt} s</source>
        <translation>{time} ± {doubt} 秒</translation>
    </message>
    <message>
        <source>No footage at this time: it begins later.</source>
        <translation>此时刻没有影像：录像此后才开始。</translation>
    </message>
    <message>
        <source>No footage at this time: it ended before.</source>
        <translation>此时刻没有影像：录像此前已结束。</translation>
    </message>
    <message>
        <source>No picture at this time: this part of the footage could not be read.</source>
        <translation>此时刻没有画面：影像的这一部分无法读取。</translation>
    </message>
    <message>
        <source>Boxes of &amp;everyone in view</source>
        <translation>画面中所有人的方框(&amp;E)</translation>
    </message>
    <message>
        <source>Draw a numbered box around everyone else in view; a click opens their passage</source>
        <translation>为画面中的其他人画上带编号的方框；单击可打开其片段</translation>
    </message>
    <message>
        <source>&amp;Ways of the last seconds</source>
        <translation>最近几秒的路径(&amp;W)</translation>
    </message>
    <message>
        <source>Draw where the people in view went in the last five seconds</source>
        <translation>画出画面中的人最近五秒走过的路径</translation>
    </message>
    <message>
        <source>Next person in view</source>
        <translation>画面中的下一人</translation>
    </message>
    <message>
        <source>Go to the next person in view, from left to right</source>
        <translation>从左到右转到画面中的下一人</translation>
    </message>
    <message>
        <source>Previous person in view</source>
        <translation>画面中的上一人</translation>
    </message>
    <message>
        <source>Go to the person in view before, from right to left</source>
        <translation>从右到左转到画面中的上一人</translation>
    </message>
    <message>
        <source>Open the passage of that person</source>
        <translation>打开该人的片段</translation>
    </message>
    <message>
        <source>Open the passage of the person in view that the keyboard is at</source>
        <translation>打开键盘在画面中选中之人的片段</translation>
    </message>
    <message>
        <source>Othe&amp;r cameras at this time</source>
        <translation>此时刻的其他摄像机(&amp;R)</translation>
    </message>
    <message>
        <source>Show what other cameras saw at the same corrected time, all in step</source>
        <translation>同步显示其他摄像机在同一校正时间的画面</translation>
    </message>
    <message>
        <source>Choose the other cameras…</source>
        <translation>选择其他摄像机…</translation>
    </message>
    <message>
        <source>Choose which cameras stand beside this one, eight at most</source>
        <translation>选择并列显示的摄像机，最多八台</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>下一台摄像机</translation>
    </message>
    <message>
        <source>Make the next of the pictures the main one</source>
        <translation>将下一个画面设为主画面</translation>
    </message>
    <message>
        <source>Previous camera</source>
        <translation>上一台摄像机</translation>
    </message>
    <message>
        <source>Make the picture before the main one</source>
        <translation>将上一个画面设为主画面</translation>
    </message>
    <message>
        <source>Nothing speaks against the case, its log and what was checked of its footage.</source>
        <translation>案件、日志以及已校验的影像均未发现问题。</translation>
    </message>
    <message>
        <source>Not checked in this session. Checking reads everything and writes nothing; you can go on working.</source>
        <translation>本次会话中尚未校验。校验会读取全部内容，不写入任何东西；期间可以继续工作。</translation>
    </message>
    <message>
        <source>length not known</source>
        <translation>时长未知</translation>
    </message>
    <message numerus="yes">
        <source>%n entries, the newest first.</source>
        <translation>
            <numerusform>共 %n 条，最新的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries of {all:,}, the newest first.</source>
        <translation>
            <numerusform>{all:,} 条中的 %n 条，最新的在前。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n note(s) of the program&apos;s own.</source>
        <translation>
            <numerusform>未列出程序自身的 %n 条记录。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n 处问题</numerusform>
        </translation>
    </message>
    <message>
        <source>No faults</source>
        <translation>没有问题</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) checked by content</source>
        <translation>
            <numerusform>已按内容校验 %n 个影像源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) in the bin not read</source>
        <translation>
            <numerusform>回收站中 %n 个影像源未读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not checked</source>
        <translation>
            <numerusform>%n 项未校验</numerusform>
        </translation>
    </message>
    <message>
        <source>{findings}.</source>
        <translation>{findings}。</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between findings</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>Not checked: {sentence}</source>
        <translation>未校验：{sentence}</translation>
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
    <message>
        <source>passages {first} and {second}</source>
        <translation>片段 {first} 和 {second}</translation>
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
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Follow the system, or always light or dark.</source>
        <translation>跟随系统，或始终使用浅色或深色。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
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
        <source>Beside the scale that the system gives.</source>
        <translation>在系统缩放之外另行调整。</translation>
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
        <source>Recorded: {span}</source>
        <translation>录制时间：{span}</translation>
    </message>
    <message numerus="yes">
        <source>In the bin · %n passage(s) not searched</source>
        <translation>
            <numerusform>在回收站中 · %n 个片段不参与搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed: not the content that was added</source>
        <translation>已更改：不是添加时的内容</translation>
    </message>
    <message>
        <source>Not where it was: could not be checked</source>
        <translation>不在原处：无法校验</translation>
    </message>
    <message>
        <source>{state} · content as added</source>
        <translation>{state} · 内容与添加时一致</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) have the content that was added.</source>
        <translation>
            <numerusform>%n 个影像源的内容与添加时一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put into the bin: not searched any more, nothing is deleted.</source>
        <translation>
            <numerusform>%n 个影像源已移入回收站：不再参与搜索，未删除任何内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put back from the bin.</source>
        <translation>
            <numerusform>%n 个影像源已从回收站放回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} and {pictures} are removed from the case for good.</source>
        <translation>{passages}和{pictures}将从案件中永久移除。</translation>
    </message>
    <message numerus="yes">
        <source>With them go %n decision(s), mark(s) and sentence(s) of people about them.</source>
        <translation>
            <numerusform>一并移除的还有人员对它们作出的 %n 项判定、标记和描述。</numerusform>
        </translation>
    </message>
    <message>
        <source>The footage itself stays where it is, and the log keeps what was removed.</source>
        <translation>影像文件本身保持原处不动，日志会保留移除记录。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) removed from the case for good.</source>
        <translation>
            <numerusform>%n 个影像源已从案件中永久移除。</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder}: was watched</source>
        <translation>{folder}：曾被监视</translation>
    </message>
    <message>
        <source>{folder}: watched for new videos</source>
        <translation>{folder}：正在监视新视频</translation>
    </message>
    <message numerus="yes">
        <source>{folder}: watched, %n video(s) added</source>
        <translation>
            <numerusform>{folder}：正在监视，已添加 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new video(s) arrived in a watched folder.</source>
        <translation>
            <numerusform>受监视的文件夹中出现了 %n 个新视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every hit shown here is decided or reviewed.</source>
        <translation>此处显示的结果均已判定或已查看。</translation>
    </message>
    <message>
        <source>Review: {progress}</source>
        <translation>逐个查看：{progress}</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; none of them stands among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均不在这些结果之列。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since and would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均可列入这些结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; {some} of them would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，其中 {some} 个可列入这些结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>ddd d MMMM yyyy</source>
        <comment>a date, in the letters of Qt&apos;s QLocale</comment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>No date or time of day: no recorder&apos;s clock is known here</source>
        <translation>无日期和时刻：此处没有已知的录像机时钟</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a known clock</source>
        <translation>
            <numerusform>%n 个影像源的时钟未知</numerusform>
        </translation>
    </message>
    <message>
        <source>A filter by date or time of day leaves these out. State when they begin (`cpcl clock`) to include them:</source>
        <translation>按日期或时刻筛选时会略去以下影像源。填写其开始时间（`cpcl clock`）即可纳入：</translation>
    </message>
    <message numerus="yes">
        <source>Show more: %n below these</source>
        <translation>
            <numerusform>显示更多：后面还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{decided} of {of} decided</source>
        <translation>已判定 {decided} / {of}</translation>
    </message>
    <message numerus="yes">
        <source>{verdict}: %n hit(s) proposed to show one person.</source>
        <translation>
            <numerusform>{verdict}：%n 个结果，被提议为同一人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the group are not among the hits and stay as they are.</source>
        <translation>
            <numerusform>同组另有 %n 个不在结果之列，保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>A proposal, never an identification.</source>
        <translation>仅为提议，并非身份认定。</translation>
    </message>
    <message>
        <source>read</source>
        <comment>of footage</comment>
        <translation>已读取</translation>
    </message>
    <message>
        <source>grey or infrared</source>
        <translation>灰度或红外</translation>
    </message>
    <message>
        <source>through a fish-eye</source>
        <translation>鱼眼镜头</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>过暗</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… 以及另外 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Legend of the bars</source>
        <translation>条形图图例</translation>
    </message>
    <message>
        <source>What searches of this case cover</source>
        <translation>本案件的搜索所覆盖的范围</translation>
    </message>
    <message>
        <source>Sources and what was read of them</source>
        <translation>影像源及其已读取的部分</translation>
    </message>
    <message>
        <source>What a search covers</source>
        <translation>搜索的覆盖情况</translation>
    </message>
    <message>
        <source>The coverage could not be read</source>
        <translation>无法读取覆盖情况</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已写入：{path}</translation>
    </message>
    <message>
        <source>Copied: what searches of this case cover</source>
        <translation>已复制：本案件的搜索所覆盖的范围</translation>
    </message>
    <message>
        <source>writing</source>
        <comment>a job: writing {title}</comment>
        <translation>写入</translation>
    </message>
    <message>
        <source>It starts when what is under way is done.</source>
        <translation>正在进行的工作完成后开始。</translation>
    </message>
    <message>
        <source>Stop; no model is left</source>
        <translation>停止；不留下模型</translation>
    </message>
    <message>
        <source>What is to be seen of this passage</source>
        <translation>此片段中能看到什么</translation>
    </message>
    <message>
        <source>How many passages are described</source>
        <translation>已描述的片段数</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>添加此模型</translation>
    </message>
    <message>
        <source>Add the new model to this machine&apos;s</source>
        <translation>将新模型添加到本机</translation>
    </message>
    <message>
        <source>Describe</source>
        <comment>a page</comment>
        <translation>描述标注</translation>
    </message>
    <message>
        <source>The passages could not be read</source>
        <translation>无法读取片段</translation>
    </message>
    <message>
        <source>The sentence was not stored</source>
        <translation>这句话未保存</translation>
    </message>
    <message>
        <source>The pairs were not written</source>
        <translation>图文对未写入</translation>
    </message>
    <message>
        <source>Nothing was learnt</source>
        <translation>没有学到任何内容</translation>
    </message>
    <message>
        <source>Picture of passage {number}</source>
        <translation>片段 {number} 的截图</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>没有截图</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间 (UTC)</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What</source>
        <comment>was done</comment>
        <translation>内容</translation>
    </message>
    <message>
        <source>checking</source>
        <comment>a job: checking {title}</comment>
        <translation>校验</translation>
    </message>
    <message>
        <source>Stop; nothing was written</source>
        <translation>停止；没有写入任何内容</translation>
    </message>
    <message>
        <source>Every action</source>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>The log could not be read</source>
        <translation>无法读取日志</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>校验结果</translation>
    </message>
    <message>
        <source>Fields of the entry</source>
        <translation>条目的字段</translation>
    </message>
    <message>
        <source>read the footage, too</source>
        <translation>同时读取影像</translation>
    </message>
    <message>
        <source>When the case is verified: compare every source&apos;s footage with its hash</source>
        <translation>校验案件时：将每个影像源的影像与其哈希值比对</translation>
    </message>
    <message>
        <source>words in any field</source>
        <translation>任意字段中的文字</translation>
    </message>
    <message>
        <source>Show only entries in which these words stand</source>
        <translation>仅显示包含这些文字的条目</translation>
    </message>
    <message>
        <source>Show only entries of this action</source>
        <translation>仅显示此操作的条目</translation>
    </message>
    <message>
        <source>the program&apos;s own notes, too</source>
        <translation>同时显示程序自身的记录</translation>
    </message>
    <message>
        <source>Entries that only say what the program keeps for itself, as which footage waits</source>
        <translation>仅说明程序自身所记内容的条目，例如哪些影像正在等待</translation>
    </message>
    <message>
        <source>Entries of the log</source>
        <translation>日志条目</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The case could not be checked</source>
        <translation>无法校验案件</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Head of the log, to be noted elsewhere: {head}</source>
        <translation>日志头（请另行记录）：{head}</translation>
    </message>
    <message>
        <source>{verdict} Head of the log: {head}</source>
        <translation>{verdict}日志头：{head}</translation>
    </message>
    <message>
        <source>Checked: {finding}</source>
        <translation>已校验：{finding}</translation>
    </message>
    <message>
        <source>The model&apos;s card</source>
        <translation>模型说明卡</translation>
    </message>
    <message>
        <source>changing</source>
        <comment>a job: changing {title}</comment>
        <translation>更换</translation>
    </message>
    <message>
        <source>It starts when what writes to the case is done.</source>
        <translation>正在写入案件的工作完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was embedded is kept, and the case is as it was for searches</source>
        <translation>停止；已计算的向量保留，搜索仍与之前一样</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Models of this machine</source>
        <translation>本机的模型</translation>
    </message>
    <message>
        <source>The models could not be listed</source>
        <translation>无法列出模型</translation>
    </message>
    <message>
        <source>The models could not be checked</source>
        <translation>无法校验模型</translation>
    </message>
    <message>
        <source>New cases begin with {name}.</source>
        <translation>新案件将使用 {name}。</translation>
    </message>
    <message>
        <source>The choice is as it was</source>
        <translation>选择保持不变</translation>
    </message>
    <message>
        <source>Removed {name}.</source>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>The model was not removed</source>
        <translation>模型未移除</translation>
    </message>
    <message>
        <source>What a change would take could not be told</source>
        <translation>无法估计更换所需的时间</translation>
    </message>
    <message>
        <source>The case&apos;s model is as it was</source>
        <translation>案件的模型保持不变</translation>
    </message>
    <message>
        <source>The case&apos;s models could not be read</source>
        <translation>无法读取案件的模型</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>没有打开案件。</translation>
    </message>
    <message>
        <source>Change the case to {model}?</source>
        <translation>让案件改用 {model}？</translation>
    </message>
    <message>
        <source>Change the model</source>
        <translation>更换模型</translation>
    </message>
    <message>
        <source>a name for this proposal, such as “red coat”</source>
        <translation>为此提议命名，例如“红外套”</translation>
    </message>
    <message>
        <source>Name of the likely person</source>
        <translation>可能的同一人的名称</translation>
    </message>
    <message>
        <source>Passages of the likely person</source>
        <translation>可能的同一人的片段</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>proposing</source>
        <comment>a job: proposing {title}</comment>
        <translation>提议</translation>
    </message>
    <message>
        <source>It starts when the grouping before it is done.</source>
        <translation>上一次分组完成后开始。</translation>
    </message>
    <message>
        <source>Stop; nothing is lost</source>
        <translation>停止；不会丢失任何内容</translation>
    </message>
    <message>
        <source>Likely persons</source>
        <translation>可能的同一人</translation>
    </message>
    <message>
        <source>The decision was not made again</source>
        <translation>判定未重做</translation>
    </message>
    <message>
        <source>Nobody was proposed</source>
        <translation>没有提出任何人</translation>
    </message>
    <message>
        <source>Nothing was decided</source>
        <translation>没有作出判定</translation>
    </message>
    <message>
        <source>by each file&apos;s own time, as not every recorder&apos;s clock is known</source>
        <translation>按各文件自身的时间，因为并非每台录像机的时钟都已知</translation>
    </message>
    <message>
        <source>Timeline over cameras</source>
        <translation>跨摄像机的时间线</translation>
    </message>
    <message>
        <source>{at} of {all}: {appearance}</source>
        <translation>第 {at} 个，共 {all} 个：{appearance}</translation>
    </message>
    <message numerus="yes">
        <source>%n more camera(s)</source>
        <translation>
            <numerusform>另外 %n 台摄像机</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>共 {time}</translation>
    </message>
    <message>
        <source>Page {name}</source>
        <translation>页面：{name}</translation>
    </message>
    <message>
        <source>Looking at the folder</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>{folder} is not watched any more</source>
        <translation>不再监视 {folder}</translation>
    </message>
    <message>
        <source>No case was opened yet</source>
        <translation>尚未打开过案件</translation>
    </message>
    <message>
        <source>{case} (read only)</source>
        <translation>{case}（只读）</translation>
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
    <message>
        <source>The case can only be read: its file or its folder cannot be written to.</source>
        <translation>此案件只能读取：其文件或所在文件夹无法写入。</translation>
    </message>
    <message>
        <source>The case {name} can only be read: its file or its folder cannot be written to. It can be searched and checked, and nothing of that goes into its log; everything that would write to it is off. To work in it, have the permissions changed or copy it to another folder, and open it again.</source>
        <translation>案件 {name} 只能读取：其文件或所在文件夹无法写入。可以搜索和校验，但这些操作不会记入日志；所有会写入案件的功能都已停用。若要在其中工作，请修改权限或将其复制到其他文件夹，然后重新打开。</translation>
    </message>
</context>
</TS>
